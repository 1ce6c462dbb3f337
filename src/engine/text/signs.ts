import { rule } from './rule';
import type { Rule } from './verbalise';

/** What a sign says in front of an amount: ~5, ≥5, ±5. */
export interface SignWords {
  readonly about: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly lessThan: string;
  readonly moreThan: string;
  readonly plusMinus: string;
}

/** An amount of money may have its sign in front. */
const AMOUNT = String.raw`[$€£¥₩]?[.,]?\d`;
/** Close to its figures behind a space, or wherever nothing was said before. */
const CLOSE = String.raw`(?<=^|[\s\p{Ps}\p{Pi}"„]|(?<!\d\p{L}{0,3})\p{Script=Hiragana})`;
const APART = String.raw`(?<=^\s*|[.,;:!?\p{Ps}\p{Pi}"„、。，；：]\s*)`;
const head = (signs: string, amount: string): string =>
  `(?:${CLOSE}([${signs}])(?=${AMOUNT})|${APART}([${signs}])\\s?(?=${AMOUNT}))${amount}`;

const nameOf = (words: SignWords, sign: string): string =>
  ({
    '~': words.about,
    '～': words.about,
    '≈': words.about,
    '≥': words.atLeast,
    '≤': words.atMost,
    '<': words.lessThan,
    '>': words.moreThan,
    '±': words.plusMinus,
  })[sign]!;

/** For a language that says the sign before its amount. */
export const signsBefore = (words: SignWords): Rule =>
  rule('symbol', head('~～≈≥≤<>±', ''), ([, close, apart]) => nameOf(words, (close ?? apart)!));

/**
 * For a language that says "at least", "at most", "less" and "more" behind the amount.
 * @param amount pattern of an amount with what it counts    @param read the amount in words
 */
export const signsAround = (
  words: SignWords,
  amount: string,
  read: (amount: string) => string,
): readonly Rule[] => [
  rule('symbol', `([≥≤<>])\\s?(${amount})`, ([, sign, counted]) => read(counted!) + nameOf(words, sign!)),
  rule(
    'symbol',
    head('~～≈±', `(${amount})`),
    ([, close, apart, counted]) => nameOf(words, (close ?? apart)!) + read(counted!),
  ),
];

/** Languages whose figures are left to the engine; a sign before them is named. */
export const SIGN_WORDS: Readonly<Record<string, SignWords>> = {
  pt: { about: 'cerca de', atLeast: 'pelo menos', atMost: 'no máximo', lessThan: 'menos de', moreThan: 'mais de', plusMinus: 'mais ou menos' },
  nl: { about: 'ongeveer', atLeast: 'minstens', atMost: 'hoogstens', lessThan: 'minder dan', moreThan: 'meer dan', plusMinus: 'plus of min' },
  pl: { about: 'około', atLeast: 'co najmniej', atMost: 'co najwyżej', lessThan: 'mniej niż', moreThan: 'więcej niż', plusMinus: 'plus minus' },
  cs: { about: 'asi', atLeast: 'nejméně', atMost: 'nejvýše', lessThan: 'méně než', moreThan: 'více než', plusMinus: 'plus minus' },
  sv: { about: 'ungefär', atLeast: 'minst', atMost: 'högst', lessThan: 'mindre än', moreThan: 'mer än', plusMinus: 'plus minus' },
}; // prettier-ignore

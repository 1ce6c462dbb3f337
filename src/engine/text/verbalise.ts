import type { Lexicon } from './lexicon';
import type { Place } from './placed-text';
import { PlacedText } from './placed-text';

/** What a token was recognised as. */
export type TokenKind =
  | 'address'
  | 'version'
  | 'phone'
  | 'code'
  | 'date'
  | 'time'
  | 'range'
  | 'ratio'
  | 'score'
  | 'fraction'
  | 'expression'
  | 'money'
  | 'percent'
  | 'temperature'
  | 'measure'
  | 'ordinal'
  | 'year'
  | 'decade'
  | 'roman'
  | 'model'
  | 'counter'
  | 'abbreviation'
  | 'symbol'
  | 'digits'
  | 'decimal'
  | 'integer'
  | 'lexicon';

/** One class of token of one language. */
export interface Rule {
  readonly kind: TokenKind;
  /** Matched where a token may begin, as a whole; the longest match of all rules wins, the earlier rule among equals. */
  readonly pattern: RegExp;
  /** @returns the words, the likeliest reading first; undefined when it is none after all */
  readonly say: (match: RegExpExecArray) => string | readonly string[] | undefined;
}

/** A language that this module reads; adding one is one folder and one line in `languages/index.ts`. */
export interface LanguageRules {
  /** BCP 47. */
  readonly tag: string;
  readonly rules: readonly Rule[];
  /** Puts a space between a written word and a letter beside it. */
  readonly spaced: boolean;
}

/** How one token of the typed text is spoken. */
export interface TokenReading extends Place {
  readonly kind: TokenKind;
  readonly written: string;
  readonly spoken: string;
  /** Other readings that it may have. */
  readonly others: readonly string[];
}

export interface Verbalised {
  readonly text: PlacedText;
  readonly readings: readonly TokenReading[];
}

interface Claim {
  readonly kind: TokenKind;
  readonly length: number;
  readonly words: readonly string[];
}

/** Letters and figures: a token of these may begin only where the one before has ended. */
const WORD = /[\p{L}\p{N}]/u;

/** Beside a written word this needs a space. */
const TOUCHES = /[\p{L}\p{N}\p{Co}\p{Sc}+]/u;

/** Each language's rules, made to match at one place only. */
const sticky = new WeakMap<LanguageRules, readonly (Rule & { readonly at: RegExp })[]>();

/** Replaces every token that a rule claims by its words; nothing that was claimed is looked into again. */
export function verbalise(text: PlacedText, language: LanguageRules, lexicon?: Lexicon): Verbalised {
  const rules = stickyRules(language);
  const parts: PlacedText[] = [];
  const readings: TokenReading[] = [];
  const source = text.text;
  let from = 0;
  for (let at = 0; at < source.length;) {
    const claim = claimAt(source, at, rules, lexicon);
    if (!claim) {
      at++;
      continue;
    }
    const end = at + claim.length;
    const place = text.place(at, end);
    const [words, ...others] = claim.words as [string, ...string[]];
    const gap = (neighbour: string | undefined) =>
      language.spaced && TOUCHES.test(neighbour ?? '') ? ' ' : '';
    // behind another token's words, whatever sign it ended with
    const before =
      at === from && readings.length > 0 ? joint(parts.at(-1)!.text, language) : gap(source[at - 1]);
    const spoken = words === '' ? before : before + words + gap(source[end]);
    parts.push(text.slice(from, at), PlacedText.written(spoken, place));
    readings.push({ kind: claim.kind, written: source.slice(at, end), spoken: words, others, ...place });
    from = at = end;
  }
  if (readings.length === 0) return { text, readings };
  return { text: PlacedText.join([...parts, text.slice(from)]), readings };
}

/** Between the words of two tokens that stand side by side. */
const joint = (last: string, language: LanguageRules): string =>
  language.spaced && /[\p{L}\p{N}]$/u.test(last) ? ' ' : '';

function stickyRules(language: LanguageRules): readonly (Rule & { readonly at: RegExp })[] {
  let found = sticky.get(language);
  if (!found) {
    found = language.rules.map((rule) => ({
      ...rule,
      at: new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('g', '')}y`),
    }));
    sticky.set(language, found);
  }
  return found;
}

function claimAt(
  text: string,
  at: number,
  rules: readonly (Rule & { readonly at: RegExp })[],
  lexicon: Lexicon | undefined,
): Claim | undefined {
  const own = lexicon?.wordAt(text, at);
  let best: Claim | undefined = own && { kind: 'lexicon', length: own.length, words: [own.write] };
  // a letter inside a word begins nothing; a figure may hang on letters
  if (isLetter(text[at]!) && at > 0 && WORD.test(text[at - 1]!) && sameScript(text[at - 1]!, text[at]!))
    return best;
  for (const { kind, at: pattern, say } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0].length <= (best?.length ?? 0)) continue;
    if (kind !== 'digits' && isCutInside(text, at + match[0].length)) continue;
    const said = say(match);
    if (said === undefined) continue;
    const words = (typeof said === 'string' ? [said] : [...new Set(said)]).map((each) => each.trim());
    best = { kind, length: match[0].length, words };
  }
  return best;
}

/** Whether a place lies inside a decimal: $1 is no part of $1.2T. */
const isCutInside = (text: string, at: number): boolean =>
  /\d/.test(text[at - 1] ?? '') && /^\.\d/.test(text.slice(at, at + 2));

const isLetter = (character: string): boolean => /\p{L}/u.test(character);

/** Chinese words have no spaces between them: there a token may begin beside any letter. */
function sameScript(before: string, letter: string): boolean {
  return /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u.test(letter) && !EAST_ASIAN.test(before);
}

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

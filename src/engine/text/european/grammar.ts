import type { AddressWords } from '../address';
import type { Span } from '../durations';
import type { SignWords } from '../signs';
import type { Rule } from '../verbalise';

export type Gender = 'm' | 'f' | 'n';

/** A noun that is counted. */
export interface Noun {
  readonly gender: Gender;
  /** One, many; in Russian one, few, many, and of a fraction. */
  readonly forms: readonly string[];
}

/** @param written e.g. "f|heure|heures"; the last form stands for those that are missing */
export function noun(written: string): Noun {
  const [gender, ...forms] = written.split('|');
  return { gender: gender as Gender, forms };
}

export type NounTable = Readonly<Record<string, string>>;

/** An amount as it is written in most of Europe, taken apart. */
export interface Amount {
  readonly minus: boolean;
  /** Without marks between thousands. */
  readonly whole: string;
  /** Behind the comma; absent without one. */
  readonly decimals: string | undefined;
}

/** What stands around a token, up to the ends of the text. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** Day and month by number, the year by its figures. */
export interface WrittenDate {
  readonly day: string;
  readonly month: number;
  readonly year: string | undefined;
}

/** How a European language reads figures; the patterns are the same for all and stand in `rules.ts`. */
export interface Grammar {
  /** BCP 47. */
  readonly tag: string;
  readonly address: Omit<AddressWords, 'digits' | 'gap'>;
  readonly minus: string;
  readonly plus: string;
  /** Between the ends of a range. */
  readonly to: string;
  /** Between the parts of a ratio. */
  readonly against: string;
  /** @param gender of the noun that follows; counted by itself when absent */
  readonly cardinal: (figures: string, gender?: Gender) => string;
  /** Between the whole and the decimals: a word, or the way to say the whole. */
  readonly decimal: (whole: string, decimals: string) => string;
  /** @returns which form of a noun an amount takes */
  readonly form: (amount: Amount) => number;
  /** A whole number that no class claims: in the gender and case of the words around it. The likeliest first. */
  readonly bare: (figures: string, around: Around) => string | readonly string[];
  readonly date: (date: WrittenDate, around: Around) => string | readonly string[];
  /** Full and short names in small letters -> number. */
  readonly months: Readonly<Record<string, number>>;
  readonly fraction: (over: number, under: number) => string | undefined;
  readonly percent: string;
  readonly degree: string;
  readonly celsius: string;
  readonly fahrenheit: string;
  readonly units: NounTable;
  /** Of a length of time in parts: 2h30m. */
  readonly spans: Readonly<Record<Span, string>>;
  /** What a number and its noun become together: "un'ora". */
  readonly join?: (words: string) => string;
  /** Sign -> coin, small coin. */
  readonly currencies: Readonly<Record<string, readonly [coin: string, small?: string]>>;
  /** The small coins behind the large. */
  readonly cents: (words: string, counted: string) => string;
  /** Mio., млн: counted, with what joins them to a coin. */
  readonly scales: NounTable;
  readonly ofScale: (coins: string) => string;
  /** Words before a telephone number or a code, as a pattern. */
  readonly beforePhone: string;
  /** Pattern -> words. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** Between two numbers. */
  readonly operators: Readonly<Record<string, string>>;
  /** In front of an amount. */
  readonly signs: SignWords;
  /** What only this language has: clock times, ordinals, years, roman numbers. */
  readonly rules: readonly Rule[];
}

export const monthTable = (names: string, short = ''): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [names, short].flatMap((list) =>
      list.split(' ').flatMap((each, at) =>
        each
          .split('/')
          .filter((name) => name !== '')
          .map((name) => [name.toLowerCase(), at + 1]),
      ),
    ),
  );

/** What a match stands between. */
export const aroundOf = (match: RegExpExecArray): Around => ({
  before: match.input.slice(0, match.index),
  after: match.input.slice(match.index + match[0].length),
});

/** The word behind a figure, in small letters; empty when there is none. */
export const nextWord = ({ after }: Around): string =>
  /^[ -]?(\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? '';

/** The word before a figure, in small letters. */
export const lastWord = ({ before }: Around): string =>
  /(\p{L}+)[\s(„"«]*$/u.exec(before)?.[1]?.toLowerCase() ?? '';

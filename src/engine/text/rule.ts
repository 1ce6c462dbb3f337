import type { Rule, TokenKind } from './verbalise';

/** What the rules of every language are made of. */

export const rule = (kind: TokenKind, pattern: string, say: Rule['say'], flags = 'u'): Rule => ({
  kind,
  pattern: new RegExp(pattern, flags),
  say,
});

/** One of these as a pattern, the longest first. */
export function alternation(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$.*+?^()[\]{}|\\/]/g, '\\$&'))
    .join('|');
}

/** Behind an amount: no figure, and no sign that carries it on. */
export const END = String.raw`(?![\d]|[.,:/-]\d)`;

/**
 * 31.12.2024, 12/31/2024, 31-12-2024. Where the numbers may be either, the day comes first before full stops, the month
 * before strokes; the other way is another reading.
 */
export const dayMonthYearRule = (
  start: string,
  date: (year: string, month: string, day: string) => string | undefined,
): Rule =>
  rule(
    'date',
    `${start}(\\d{1,2})([-./])(\\d{1,2})\\2([12]\\d{3})(?!\\d|[-/.]\\d)`,
    ([, a, sign, b, year]) => {
      const read = [date(year!, b!, a!), date(year!, a!, b!)].filter((each) => each !== undefined);
      return read.length === 0 ? undefined : sign === '.' ? read : read.reverse();
    },
  );

/** ISBN 978-7-111-12345-6, IBAN DE89 3704…: figure by figure, its letters as they are. */
export const registeredRule = (say: (figures: string) => string | readonly string[]): Rule =>
  rule(
    'code',
    '(?<=(?<!\\p{L})(?:ISBN|ISSN|ISRC|IBAN|IMEI|EAN|UPC|DUNS|ORCID)(?:-1[03])?(?:\\s?(?:is|ist|est|es|号码|编号|号|是|为))?\\s?[:：#]?\\s?)(?:[A-Z]{2})?\\d(?:[- ]?[\\dX](?![a-z])){6,}(?![\\p{L}\\d])',
    ([all]) => say(all),
  );

/** One to 89 in Latin letters, at least one of them. */
export const ROMAN = '(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})';

export function romanValue(roman: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
  return Array.from(roman).reduce((sum, letter, at, all) => {
    const value = values[letter]!;
    return sum + (value < (values[all[at + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);
}

/** Roman numbers of one character: Ⅰ to Ⅻ. */
export const romanSignRule = (name: (figures: string) => string): Rule =>
  rule('roman', '[Ⅰ-Ⅻ]', ([sign]) => name(String(sign.charCodeAt(0) - 0x215f)));

/** Fractions of one character, over and under. */
export const VULGAR: Readonly<Record<string, readonly [over: string, under: string]>> = {
  '½': ['1', '2'], '⅓': ['1', '3'], '¼': ['1', '4'], '⅔': ['2', '3'], '¾': ['3', '4'], '⅕': ['1', '5'], '⅛': ['1', '8'],
}; // prettier-ignore

import { alternation } from '../../rule';
import { digitWords, numberWords } from './number-words';
import { UNITS } from './words';

/** 1,234.5; 1,5 as it is written elsewhere, for no thousands are that short. */
export const NUMBER = String.raw`\d+,\d{1,2}(?![\d,]|\.\d)|(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:\.\d+)?|\.\d+`;
export const AMOUNT = `(?:${NUMBER})`;
export const START = String.raw`(?<![\p{L}\d]|\d[.,:/-])`;

export const WORD_END = String.raw`(?![\p{L}\d])`;
export const TO = String.raw`\s*[-–—−~]\s*`;
export const UNIT = alternation(Object.keys(UNITS));

export const SCALE = 'thousand|million|billion|trillion|hundred';
export const SHORT_SCALE = '[kK]|[mM]n?|[bB]n?|[tT]n?';

/** "1,234.5" is "one thousand, two hundred and thirty-four point five". */
export function amountWords(amount: string): string {
  const minus = /^[-−]/.test(amount) ? 'minus ' : '';
  const [whole = '', ...decimals] = withPoint(amount)
    .replace(/^[-−+]/, '')
    .replaceAll(',', '')
    .split('.');
  const first = whole === '' ? 'zero' : /^0\d/.test(whole) ? digitWords(whole) : numberWords(whole);
  return minus + [first, ...decimals.map(digitWords)].join(' point ');
}

/** A decimal comma as a point. */
export const withPoint = (amount: string): string => amount.replace(/^(\D?\d+),(\d{1,2})$/, '$1.$2');

/** "1984" is "nineteen eighty-four", "1900" "nineteen hundred", "2005" "two thousand and five". */
export function yearWords(digits: string): string {
  if (digits.length !== 4 || /^[12]00\d$/.test(digits)) return numberWords(digits);
  const century = numberWords(digits.slice(0, 2));
  const rest = digits.slice(2);
  if (rest === '00') return `${century} hundred`;
  return `${century} ${rest.startsWith('0') ? 'oh ' : ''}${numberWords(rest)}`;
}

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

export function ordinalWords(digits: string): string {
  return numberWords(digits.replaceAll(',', '')).replace(
    /[a-z]+$/,
    (last) => ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

export const plural = (words: string): string =>
  words.endsWith('y') ? `${words.slice(0, -1)}ies` : /[sx]$/.test(words) ? `${words}es` : `${words}s`;

export const isOne = (amount: string): boolean => /^[-−]?1$/.test(amount);

export function unitWords(amount: string, unit: string): string {
  const [one, many] = UNITS[unit]!;
  return isOne(amount) ? one : many;
}

const SCALES: Readonly<Record<string, string>> = { k: 'thousand', m: 'million', mn: 'million', b: 'billion', bn: 'billion', t: 'trillion', tn: 'trillion' }; // prettier-ignore
export const scaleWord = (scale: string): string => SCALES[scale.toLowerCase()] ?? scale.toLowerCase();

/** "101" of a room is "one oh one", "1205" "twelve oh five". */
export function shortCode(figures: string): string {
  const zero = (words: string): string => words.replaceAll('zero', 'oh');
  if (figures.length === 3)
    return figures.endsWith('00')
      ? `${numberWords(figures[0]!)} hundred`
      : `${numberWords(figures[0]!)} ${figures[1] === '0' ? zero(digitWords(figures.slice(1))) : numberWords(figures.slice(1))}`;
  return figures.length === 4
    ? yearWords(figures).replace(/^(\w+) thousand and (\w+)$/, '$1 zero zero $2')
    : zero(digitWords(figures));
}

/** Figures of a name: "747" is "seven forty-seven". */
export function modelWords(figures: string): string {
  const [whole = '', decimals] = figures.split('.');
  const name =
    whole.startsWith('0') && whole.length > 1
      ? digitWords(whole)
      : whole.length === 4
        ? yearWords(whole)
        : whole.length === 3
          ? shortCode(whole)
          : whole.length > 4
            ? digitWords(whole)
            : numberWords(whole);
  return decimals === undefined ? name : `${name} point ${digitWords(decimals)}`;
}

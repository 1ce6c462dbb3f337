import { digitWords, numberWords } from './number-words';

/** What the reference does to every text without Chinese characters: each run of digits becomes English words. */
export function spellDigitRuns(text: string): string {
  return text.replace(/\p{Nd}+/gu, (digits) => numberWords(digits.normalize('NFKC')));
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*`;
/** Not part of a word, an address or a longer number: those are left to the model, which reads them itself. */
const START = String.raw`(?<![\p{L}\p{N}_/@#.,:-])`;
const END = String.raw`(?![\p{L}\p{N}_/@]|[.,:-]\p{N})`;

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string, cents: string]>> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
};
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const BEFORE_YEAR = `in|since|until|till|before|after|during|around|year|of|${MONTHS}`;

const money = new RegExp(
  `${START}([$€£])(${NUMBER})(?: (thousand|million|billion|trillion))?(?![\\p{L}\\p{N}])`,
  'gu',
);
const percent = new RegExp(`${START}(${NUMBER}) ?%`, 'gu');
const clock = new RegExp(`${START}([01]?\\d|2[0-3]):([0-5]\\d)${END}`, 'gu');
const ordinal = new RegExp(`${START}(\\d+)(?:st|nd|rd|th)(?![\\p{L}\\p{N}])`, 'gu');
const decade = new RegExp(`${START}(1[1-9]\\d0|20\\d0)s(?![\\p{L}\\p{N}])`, 'gu');
const year = new RegExp(`(?<=\\b(?:${BEFORE_YEAR}) )(1[1-9]\\d\\d|20\\d\\d)${END}`, 'giu');
const yearRange = new RegExp(`${START}(1[1-9]\\d\\d|20\\d\\d)[-–](1[1-9]\\d\\d|20\\d\\d)${END}`, 'gu');
const range = new RegExp(`${START}(\\d{1,2})[-–](\\d{1,2})${END}`, 'gu');
const minus = new RegExp(`(?<=^|[\\s(])[-−](${NUMBER})${END}`, 'gu');
const plain = new RegExp(`${START}(${NUMBER})${END}`, 'gu');

/**
 * Numbers of an English text in words: decimals, thousands, years, ordinals, money, percentages, times of day. What
 * hangs on letters (MP3, B2B), telephone numbers and dates in figures stay as they are.
 */
export function spellEnglish(text: string): string {
  return text
    .replace(money, (_, sign: string, amount: string, power?: string) => moneyWords(sign, amount, power))
    .replace(percent, (_, amount: string) => `${amountWords(amount)} percent`)
    .replace(clock, (_, hours: string, minutes: string) => clockWords(hours, minutes))
    .replace(ordinal, (_, digits: string) => ordinalWords(digits))
    .replace(decade, (_, digits: string) => pluralWords(yearWords(digits)))
    .replace(yearRange, (_, from: string, to: string) => `${yearWords(from)} to ${yearWords(to)}`)
    .replace(year, (digits) => yearWords(digits))
    .replace(range, (_, from: string, to: string) => `${numberWords(from)} to ${numberWords(to)}`)
    .replace(minus, (_, amount: string) => `minus ${amountWords(amount)}`)
    .replace(plain, (_, amount: string) => amountWords(amount));
}

/** "1,234.5" is "one thousand, two hundred and thirty-four point five"; "1.2.3" has a point at each dot. */
function amountWords(amount: string): string {
  const [whole, ...decimals] = amount.replaceAll(',', '').split('.');
  // figures that start with 0 are names, not quantities
  const first = /^0\d/.test(whole!) ? digitWords(whole!) : numberWords(whole!);
  return [first, ...decimals.map(digitWords)].join(' point ');
}

function moneyWords(sign: string, amount: string, power: string | undefined): string {
  const [one, many, cents] = CURRENCIES[sign]!;
  if (power !== undefined) return `${amountWords(amount)} ${power} ${many}`;
  const change = /^([\d,]+)\.(\d\d)$/.exec(amount);
  const whole = change ? change[1]! : amount;
  const words = `${amountWords(whole)} ${whole === '1' ? one : many}`;
  if (!change || change[2] === '00') return words;
  return `${words} and ${numberWords(change[2]!)} ${change[2] === '01' ? cents.replace(/s$/, '').replace('pence', 'penny') : cents}`;
}

function clockWords(hours: string, minutes: string): string {
  if (minutes === '00') return hours === '00' ? 'midnight' : `${numberWords(hours)} o'clock`;
  return `${numberWords(hours)} ${minutes.startsWith('0') ? 'oh ' : ''}${numberWords(minutes)}`;
}

/** "1984" is "nineteen eighty-four", "1900" "nineteen hundred", "2005" "two thousand and five". */
function yearWords(digits: string): string {
  if (/^200\d$/.test(digits)) return numberWords(digits);
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

function ordinalWords(digits: string): string {
  return numberWords(digits).replace(
    /[a-z]+$/,
    (last) => ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

function pluralWords(words: string): string {
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
}

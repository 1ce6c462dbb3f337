const ONES = [
  '', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
  'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
]; // prettier-ignore
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const POWERS = [
  '', ' thousand', ' million', ' billion', ' trillion', ' quadrillion', ' quintillion', ' sextillion',
  ' septillion', ' octillion', ' nonillion', ' decillion',
]; // prettier-ignore

/**
 * A whole number in English words, British style: 1234 is "one thousand, two hundred and thirty-four".
 * Leading zeros are dropped; beyond 36 digits every digit is read by itself.
 * @param digits one or more of 0-9    Source: what the reference's `inflect` library writes.
 */
export function numberWords(digits: string): string {
  const number = digits.replace(/^0+/, '');
  if (number === '') return 'zero';
  if (number.length > 3 * POWERS.length) return digitWords(number);
  const padded = number.padStart(Math.ceil(number.length / 3) * 3, '0');
  const groups: string[] = [];
  for (let at = 0; at < padded.length; at += 3) {
    const words = hundredsWords(Number(padded.slice(at, at + 3)));
    if (words !== '') groups.push(words + POWERS[(padded.length - at) / 3 - 1]!);
  }
  const last = groups.at(-1)!;
  // a last group below one hundred hangs on "and", one of several words after a comma
  return groups.length > 1 && !last.includes(' ')
    ? `${groups.slice(0, -1).join(', ')} and ${last}`
    : groups.join(', ');
}

/** Every digit by itself: "one nine". */
export function digitWords(digits: string): string {
  return Array.from(digits, (digit) => (digit === '0' ? 'zero' : ONES[Number(digit)]!)).join(' ');
}

function hundredsWords(value: number): string {
  const rest = tensWords(value % 100);
  if (value < 100) return rest;
  const hundreds = `${ONES[Math.floor(value / 100)]!} hundred`;
  return rest === '' ? hundreds : `${hundreds} and ${rest}`;
}

function tensWords(value: number): string {
  if (value < 20) return ONES[value]!;
  const ones = ONES[value % 10]!;
  return TENS[Math.floor(value / 10)]! + (ones === '' ? '' : `-${ones}`);
}

/** What the reference does to every text without Chinese characters: each run of digits becomes English words. */
export function spellDigitRuns(text: string): string {
  return text.replace(/\p{Nd}+/gu, (digits) => numberWords(digits.normalize('NFKC')));
}

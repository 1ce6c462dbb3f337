import { asciiPunctuation } from './punctuation';

const SPOKEN: Readonly<Record<string, string>> = {
  '&': ' and ',
  '@': ' at ',
  '+': ' plus ',
  '€': ' euros ',
  '£': ' pounds ',
  '¥': ' yuan ',
  '°': ' degrees ',
  '×': ' times ',
  '÷': ' divided by ',
  '→': ' to ',
};
const SYMBOLS = /[&@+€£¥°×÷→]/gu;
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ð: 'th',
  þ: 'th',
};

/** English for its voice, which knows ASCII only: accents go, a few symbols become words. */
export function plainEnglish(text: string): string {
  return asciiPunctuation(text)
    .replace(/[ßæœøđłðþ]/giu, (letter) => LIGATURES[letter.toLowerCase()]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(SYMBOLS, (symbol) => SPOKEN[symbol]!)
    .replace(/[^\x20-\x7e]/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

import { pinyin } from 'pinyin-pro';
import { cutAtReadings } from './markers';
import { asciiPunctuation } from './punctuation';

/** Syllables that eSpeak NG spells out in English, and what it reads as the same sound. */
const RESPELLED: Readonly<Record<string, string>> = {
  xiong: 'xong',
  jiong: 'jong',
  qiong: 'qong',
  m: 'mu',
  n: 'en',
  ng: 'en',
  hm: 'heng',
  hng: 'heng',
  ê: 'ei',
  r: 'er',
};

/**
 * Chinese characters as the numbered pinyin that eSpeak NG's `cmn-Latn-pinyin` voice reads: "你好！" to "ni3 hao3!".
 * The neutral tone is 5, ü is v; third-tone sandhi is left to the voice, which applies it.
 */
export function mandarinPinyin(text: string): string {
  return join(syllablesOf(text).map(respell));
}

/**
 * The same in Sichuan's way: merged initials (zh ch sh, n and l), merged finals (ing, eng) and its tone contours.
 * Source: the tone map of Chengdu speech, 55 21 53 213 told in the four tones of the voice.
 */
export function sichuanPinyin(text: string): string {
  return join(keepLowTones(syllablesOf(text).map(sichuanSyllable)).map(respell));
}

/** @returns syllables with their tone, written readings first, and everything else (digits, punctuation) as it stands. */
function syllablesOf(text: string): string[] {
  return cutAtReadings(text).flatMap((part) => (part.reading ? [part.text] : guessedSyllables(part.text)));
}

function guessedSyllables(text: string): string[] {
  return pinyin(asciiPunctuation(text), { type: 'array', toneType: 'num', v: true, nonZh: 'consecutive' })
    .map((token) =>
      token
        .trim()
        .replaceAll('ü', 'v')
        .replace(/^([a-zê]+)0$/u, '$15'),
    )
    .filter((token) => token !== '');
}

function respell(token: string): string {
  const [, letters, tone] = /^([a-zê]+)([1-5])$/u.exec(token) ?? [];
  return letters === undefined || tone === undefined ? token : `${RESPELLED[letters] ?? letters}${tone}`;
}

const SICHUAN_TONES: Readonly<Record<string, string>> = { 1: '1', 2: '3', 3: '4', 4: '2', 5: '5' };

function sichuanSyllable(token: string): string {
  const [, letters, tone] = /^([a-zê]+)([1-5])$/u.exec(token) ?? [];
  if (letters === undefined || tone === undefined) return token;
  const merged = letters
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=[aeou])/u, 'l')
    .replace(/(?<=.)([ie])ng$/u, '$1n');
  return `${merged}${SICHUAN_TONES[tone]!}`;
}

/** The voice would raise the first of two third tones; Sichuan's second tone stays low, which a fall tells better. */
function keepLowTones(tokens: string[]): string[] {
  return tokens.map((token, index) =>
    token.endsWith('3') && /^[a-z]+3$/u.test(tokens[index + 1] ?? '') ? token.replace(/3$/u, '4') : token,
  );
}

function join(tokens: readonly string[]): string {
  return tokens.join(' ').replace(/ +([,.?!;:])/gu, '$1');
}

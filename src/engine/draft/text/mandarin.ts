import { pinyin } from 'pinyin-pro';
import { cutAtReadings } from './markers';
import { asciiPunctuation } from './punctuation';

const DIGITS = '零一二三四五六七八九';

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
  return join(syllablesOf(speakableNumbers(text)).map(respell));
}

/**
 * The same in Sichuan's way: merged initials (zh ch sh, n and l), merged finals (ing, eng) and its tone contours.
 * Source: the tone map of Chengdu speech, 55 21 53 213 told in the four tones of the voice.
 */
export function sichuanPinyin(text: string): string {
  return join(keepLowTones(syllablesOf(speakableNumbers(text)).map(sichuanSyllable)).map(respell));
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

/** Numbers whose digits are not simply a quantity, in characters: years, percentages, times, money, long numbers. */
export function speakableNumbers(text: string): string {
  return text
    .replace(/\d+(?:\.\d+)?/gu, (digits) => digits.normalize('NFKC'))
    .replace(/(?<!\d)(\d{4})(?=\s*年)/gu, (_, year: string) => spell(year))
    .replace(/(\d+(?:\.\d+)?)\s*[%％]/gu, '百分之$1')
    .replace(/(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)/gu, (_, hour: string, minute: string) =>
      minute === '00' ? `${hour}点` : `${hour}点${minute.replace(/^0/u, '零')}分`,
    )
    .replace(/[$＄](\d+(?:\.\d+)?)/gu, '$1美元')
    .replace(/[¥￥](\d+(?:\.\d+)?)/gu, '$1元')
    .replace(/(\d+(?:\.\d+)?)\s*(?:℃|°C)/gu, '$1摄氏度')
    .replace(/(?<![\d.])2(?=[个只位名条张件次本辆座])/gu, '两')
    .replace(/(?<![\d.])(0\d{2,}|\d{9,})(?!\d)/gu, (digits) => spell(digits, '幺'));
}

/** @returns each digit by its name; telephone numbers say 幺 for one. */
function spell(digits: string, one = '一'): string {
  return digits.replace(/\d/gu, (digit) => (digit === '1' ? one : DIGITS[Number(digit)]!));
}

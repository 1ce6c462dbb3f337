import { wordsIn } from '../../text/abbreviations';
import { pinyinOf } from '../../text/languages/zh/phrase-readings';
import { cutAtReadings } from './markers';
import { asciiPunctuation } from './punctuation';
import { thirdToneSandhi, type WordSyllable } from './sandhi';

const SYLLABLE = /^([a-zê]+)([1-5])$/u;

/**
 * Chinese characters as numbered pinyin, the way it is spoken: "你好！" to "ni2 hao3!". The neutral tone is 5, ü is v;
 * the tones of 一, 不 and of third tones in a row are already changed.
 */
export function mandarinPinyin(text: string): string {
  return join(thirdToneSandhi(syllablesOf(text)));
}

/**
 * The same in Sichuan's way: merged initials (zh ch sh, n and l), merged finals (ing, eng) and its tone contours.
 * Source: the tone map of Chengdu speech, 55 21 53 213 told in the four tones of the voice.
 */
export function sichuanPinyin(text: string): string {
  return join(syllablesOf(text).map((syllable) => sichuanSyllable(syllable.text)));
}

/**
 * @returns syllables with their tone, written readings among them, and everything else (digits, punctuation) as it stands;
 *   each with the number of its word
 */
function syllablesOf(text: string): WordSyllable[] {
  let word = 0;
  return cutAtReadings(text).flatMap((part) => {
    if (part.reading) return [{ text: part.text, word: word++ }];
    const guessed = guessedSyllables(part.text).map((each) => ({ ...each, word: each.word + word }));
    word = (guessed.at(-1)?.word ?? word) + 1;
    return guessed;
  });
}

function guessedSyllables(text: string): WordSyllable[] {
  const plain = asciiPunctuation(text);
  const words = wordsIn(plain).flatMap((each, word) => Array.from(each, () => word));
  const spoken: { text: string; readonly word: number }[] = [];
  let wasSyllable = true;
  pinyinOf(plain).forEach((token, at) => {
    const syllable = token.replaceAll('ü', 'v').replace(/^([a-zê]+)0$/u, '$15');
    const isSyllable = SYLLABLE.test(syllable);
    const last = spoken.at(-1);
    // letters, figures and marks that stand together stay together
    if (last && !isSyllable && !wasSyllable) last.text += token;
    else spoken.push({ text: syllable, word: words[at] ?? 0 });
    wasSyllable = isSyllable;
  });
  return spoken.flatMap(({ text: each, word }) => (each.trim() === '' ? [] : [{ text: each.trim(), word }]));
}

const SICHUAN_TONES: Readonly<Record<string, string>> = { 1: '1', 2: '3', 3: '4', 4: '2', 5: '5' };

function sichuanSyllable(token: string): string {
  const [, letters, tone] = SYLLABLE.exec(token) ?? [];
  if (letters === undefined || tone === undefined) return token;
  const merged = letters
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=[aeou])/u, 'l')
    .replace(/(?<=.)([ie])ng$/u, '$1n');
  return `${merged}${SICHUAN_TONES[tone]!}`;
}

function join(tokens: readonly string[]): string {
  return tokens.join(' ').replace(/ +([,.?!;:])/gu, '$1');
}

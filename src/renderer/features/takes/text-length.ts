/** Han, kana, hangul: one character is about one syllable. */
const SYLLABIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

/** Reading speeds of a calm voice: Mandarin newsreaders speak 4 to 5 characters a second, English about 15 letters. */
const SYLLABIC_PER_SEC = 4.5;
const LETTERS_PER_SEC = 15;

/** @returns characters as a person counts them: an emoji or a rare Han character is one. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** @returns sentences as a reader counts them, in any language; what only has marks is none. */
export function countSentences(text: string): number {
  let count = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text))
    if (isSpeakable(segment)) count++;
  return count;
}

/** @returns whether there is anything to say: a letter or a digit of any script. */
export function isSpeakable(text: string): boolean {
  return LETTER_OR_NUMBER.test(text);
}

/** @returns seconds that the text takes to say at speed 1, a rough figure. */
export function estimateSpeechSec(text: string): number {
  let syllabic = 0;
  let letters = 0;
  for (const character of text) {
    if (SYLLABIC.test(character)) syllabic++;
    else if (LETTER_OR_NUMBER.test(character)) letters++;
  }
  return syllabic / SYLLABIC_PER_SEC + letters / LETTERS_PER_SEC;
}

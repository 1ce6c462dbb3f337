/** A syllable in numbered pinyin, or whatever else stands between two, and the word it belongs to. */
export interface WordSyllable {
  readonly text: string;
  readonly word: number;
}

const LOW_TONE = /^[a-zêü]+3$/u;

/**
 * Third-tone sandhi of Mandarin: the first of two third tones rises. Inside a word always; across words where one of the two
 * is a single syllable, as longer words keep their own melody.
 * @returns the syllables as they are spoken
 */
export function thirdToneSandhi(syllables: readonly WordSyllable[]): string[] {
  const sizes = new Map<number, number>();
  for (const { word } of syllables) sizes.set(word, (sizes.get(word) ?? 0) + 1);
  return syllables.map(({ text, word }, index) => {
    const next = syllables[index + 1];
    if (!next || !LOW_TONE.test(text) || !LOW_TONE.test(next.text)) return text;
    const together = word === next.word || sizes.get(word) === 1 || sizes.get(next.word) === 1;
    return together ? text.replace('3', '2') : text;
  });
}

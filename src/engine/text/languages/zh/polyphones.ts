import { convert } from 'pinyin-pro';
import { wordsIn } from '../../abbreviations';
import { readingsOf } from '../../readings';
import { pinyinOf } from './phrase-readings';

/** Characters that people and models read wrong; those with a second reading that nobody uses are left out. */
const DOUBTFUL = new Set(
  '行长重乐还得着都数朝参差倒调处传更角血给强弹假干转种间背教宁露模曲似挑应占正中系好少相兴散觉藏曾单累率难盛降卷载扎折奔缝量卡落切薄称供便结禁尽冠朴仇解纤号哄识屏悄泊舍塞吓晕咽',
);
/** More ways than these of one word are no help. */
const MOST_WAYS = 6;

/** One way to read a word. */
export interface WordReading {
  /** Of the whole word, e.g. "yín háng". */
  readonly syllables: string;
  /** The word with the model's tokens in place of its doubtful characters. */
  readonly write: string;
}

export interface Polyphone {
  readonly word: string;
  /** Place in the text, UTF-16. */
  readonly at: number;
  /** At least two, the likeliest first. */
  readonly readings: readonly WordReading[];
}

/** @returns the words of a Chinese text that may be read otherwise, in their order */
export function polyphonesIn(text: string): Polyphone[] {
  const syllables = pinyinOf(text);
  const found: Polyphone[] = [];
  let at = 0;
  let index = 0;
  for (const word of wordsIn(text)) {
    const characters = Array.from(word);
    if (characters.some((character) => DOUBTFUL.has(character))) {
      const readings = readingsOfWord(characters, syllables.slice(index, index + characters.length));
      if (readings.length > 1) found.push({ word, at, readings });
    }
    at += word.length;
    index += characters.length;
  }
  return found;
}

function readingsOfWord(characters: readonly string[], usual: readonly string[]): WordReading[] {
  const usualMarks = usual.map((syllable) =>
    convert(syllable.replace(/[05]$/, ''), { format: 'numToSymbol' }),
  );
  const ways = characters.reduce<WordReading[]>(
    (before, character, index) => {
      const first = usualMarks[index] ?? '';
      const others = DOUBTFUL.has(character) ? readingsOf(character) : [];
      const own = [
        { syllable: first, marker: others.find(({ syllable }) => syllable === first)?.marker ?? character },
        ...others.filter(({ syllable }) => syllable !== first),
      ];
      return before.flatMap((way) =>
        own.map(({ syllable, marker }) => ({
          syllables: `${way.syllables} ${syllable}`.trim(),
          write: way.write + marker,
        })),
      );
    },
    [{ syllables: '', write: '' }],
  );
  return ways.slice(0, MOST_WAYS);
}

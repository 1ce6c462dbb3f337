import { FOCUS } from '../text/focus';

export interface PhraseSyllable {
  readonly syllable: string;
  /** The sentence is about it: a star stands before it. */
  readonly focused: boolean;
}

/** A phrase of numbered pinyin, and what ends it. */
export interface Phrase {
  readonly syllables: readonly PhraseSyllable[];
  /** Silence behind it at speed 1, s. */
  readonly pauseSec: number;
  readonly question: boolean;
}

const PAUSE_SEC = { comma: 0.16, sentence: 0.3 } as const;
const SYLLABLE = /^[a-zêü]+[1-5]$/u;

/** "ni2 hao3, shi4 jie4!" to its phrases; what is no syllable says nothing here. */
export function phrasesOf(notation: string): Phrase[] {
  return Array.from(notation.matchAll(/([^,.?!;:]+)([,.?!;:]*)/gu), ([, words = '', marks = '']) => ({
    syllables: words
      .split(' ')
      .map((word) => ({
        syllable: word.replaceAll('ü', 'v').replace(FOCUS, ''),
        focused: word.startsWith(FOCUS),
      }))
      .filter(({ syllable }) => SYLLABLE.test(syllable)),
    pauseSec: /[.?!]/.test(marks) ? PAUSE_SEC.sentence : marks === '' ? 0 : PAUSE_SEC.comma,
    question: marks.includes('?'),
  })).filter(({ syllables }) => syllables.length > 0);
}

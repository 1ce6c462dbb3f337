import type { LexiconReading } from '#contract/lexicon';
import { PlacedText } from './placed-text';
import { hideTokens } from './hidden-tokens';
import { markerOf } from './readings';
import { findSpecialToken } from './special-tokens';

/** The person's own words, ready to be found in a text. */
export interface Lexicon {
  /** @returns the longest word that begins here as a whole, and what is written for it, special tokens hidden */
  readonly wordAt: (
    text: string,
    at: number,
  ) => { readonly length: number; readonly write: string } | undefined;
}

interface Entry {
  readonly word: string;
  readonly isExact: boolean;
  readonly write: string;
}

const TONES = ['\u0304', '\u0301', '\u030C', '\u0300', ''];
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;
/** Words of these are written with spaces around them. */
const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}]/u;

/**
 * @returns what a reading is in a text; undefined when it is none
 */
export function writtenReading({
  kind,
  reading,
}: Pick<LexiconReading, 'kind' | 'reading'>): string | undefined {
  switch (kind) {
    case 'respelling':
      return /[\p{L}\p{N}]/u.test(reading) ? reading : undefined;
    case 'kana':
      return KANA.test(reading) ? reading.normalize('NFKC') : undefined;
    case 'pinyin':
      return all(reading.split(/[\s'’-]+/), (syllable) => markerOf(withAccent(syllable)));
    case 'cmu':
      return all(reading.toUpperCase().split(/\s+/), (phone) =>
        findSpecialToken(`[${phone}]`)?.group === 'cmu' ? `[${phone}]` : undefined,
      );
  }
}

/** @param entries the one that counts first before others of the same word    @param language of the text, BCP 47 */
export function lexiconOf(entries: readonly LexiconReading[], language: string): Lexicon | undefined {
  const byFirst = new Map<string, Entry[]>();
  for (const entry of entries) {
    const written = fits(entry, language) ? writtenReading(entry) : undefined;
    if (written === undefined) continue;
    const isExact = entry.word !== entry.word.toLowerCase();
    const word = isExact ? entry.word : entry.word.toLowerCase();
    const first = word[0]!.toLowerCase();
    const known = byFirst.get(first) ?? [];
    known.push({ word, isExact, write: hideTokens(PlacedText.of(written)).text });
    byFirst.set(first, known);
  }
  if (byFirst.size === 0) return undefined;
  // stable, so that among equals the one that counts first stays first
  for (const known of byFirst.values()) known.sort((a, b) => b.word.length - a.word.length);
  return {
    wordAt: (text, at) => {
      const known = byFirst.get(text[at]!.toLowerCase());
      const found = known?.find((entry) => standsAt(text, at, entry));
      return found && { length: found.word.length, write: found.write };
    },
  };
}

/** A kind of reading is for its own language; phones are for any. */
function fits({ kind, language: asked }: LexiconReading, language: string): boolean {
  if (asked !== undefined && asked.split('-')[0] !== language.split('-')[0]) return false;
  if (kind === 'pinyin') return language === 'zh' || language === 'und';
  return kind !== 'kana' || language === 'ja';
}

function standsAt(text: string, at: number, { word, isExact }: Entry): boolean {
  const there = text.slice(at, at + word.length);
  if ((isExact ? there : there.toLowerCase()) !== word) return false;
  return !areOne(text[at - 1], word[0]) && !areOne(word.at(-1), text[at + word.length]);
}

/** Whether two neighbours are parts of one word of a script with spaces. */
const areOne = (one: string | undefined, other: string | undefined): boolean =>
  SPACED.test(one ?? '') && SPACED.test(other ?? '');

/** "hang2" as "háng"; one that has its accent already stays. */
function withAccent(syllable: string): string {
  const [, letters = '', tone] = /^([a-zü:]+)([1-5])$/i.exec(syllable) ?? [];
  if (tone === undefined) return syllable;
  const plain = letters.toLowerCase().replace(/u:|v/g, 'ü');
  const at = /[ae]/.exec(plain)?.index ?? (plain.includes('ou') ? plain.indexOf('o') : lastVowel(plain));
  return (plain.slice(0, at + 1) + TONES[Number(tone) - 1]! + plain.slice(at + 1)).normalize('NFC');
}

const lastVowel = (letters: string): number =>
  Array.from(letters).findLastIndex((letter) => 'iouü'.includes(letter));

function all(parts: readonly string[], write: (part: string) => string | undefined): string | undefined {
  const written = parts.filter((part) => part !== '').map(write);
  return written.length > 0 && written.every((each) => each !== undefined) ? written.join('') : undefined;
}

import type { Warning } from '#contract/domain';
import { HIDDEN_TOKEN, hiddenToken, tokenOf } from '../../text/hidden-tokens';
import type { PlacedText } from '../../text/placed-text';
import { readText, type ReadOptions, type ReadParagraph } from '../../text/read-text';
import { specialTokens } from '../../text/special-tokens';
import type { TokenReading } from '../../text/verbalise';
import { isFocusMark } from './focus';

/**
 * Markers of CosyVoice 3 in a text for the draft voice. A pinyin marker stays one private-use character, so that a text with
 * readings is cut and planned like any other; what this voice cannot do is left out, and told.
 */

const pinyinTokens = specialTokens.filter(({ group }) => group === 'pinyin').map(hiddenToken);
/** Stands for one pinyin token of a reading. */
export const READING = new RegExp(`[${pinyinTokens.join('')}]`);
export const READINGS = new RegExp(`(${READING.source}+)`, 'g');
const INITIAL = /^\[(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])\]$/;
const TONES: Readonly<Record<string, string>> = {
  '\u0304': '1',
  '\u0301': '2',
  '\u030C': '3',
  '\u0300': '4',
};

export interface MarkedText {
  /** To be planned; readings are private-use characters. */
  readonly paragraphs: readonly ReadParagraph[];
  /** What stood before an end-of-prompt marker; empty when there was none. */
  readonly typedInstruction: string;
  /** Markers that this voice does not speak, once each. */
  readonly leftOut: readonly string[];
  readonly readings: readonly TokenReading[];
  readonly warnings: readonly Warning[];
}

/** @throws StudioError 'text-empty', 'text-marker-invalid' when an instruction is marked off more than once */
export function readMarkers(userText: string, options?: ReadOptions): MarkedText {
  const { paragraphs, ...read } = readText(userText, options);
  const leftOut = new Set<string>();
  return {
    ...read,
    paragraphs: paragraphs.map((paragraph) => ({ ...paragraph, text: speakable(paragraph.text, leftOut) })),
    leftOut: [...leftOut],
  };
}

function speakable(text: PlacedText, leftOut: Set<string>): PlacedText {
  return text
    .replace(new RegExp(HIDDEN_TOKEN, 'g'), ({ text: hidden, index }) => {
      const { token, group } = tokenOf(hidden);
      if (group === 'pinyin') {
        const next = text.text[index + 1] ?? '';
        const isAlone = INITIAL.test(token) && !(READING.test(next) && !INITIAL.test(tokenOf(next).token));
        return isAlone ? token : undefined;
      }
      // left to the synthesizers that can
      if (isFocusMark(hidden)) return undefined;
      leftOut.add(token);
      // <laughter> stands around a word, [breath] between two
      return token.startsWith('<') ? '' : ' ';
    })
    .replace(/ +(?=[,!?;:，。！？；：、]|\.(?![\p{L}\d]))/gu, '');
}

interface CutText {
  readonly text: string;
  readonly reading: boolean;
}

/** Cuts a text at its readings; each of them as numbered pinyin, e.g. "xing2", the neutral tone 5. */
export function cutAtReadings(text: string): CutText[] {
  return text
    .split(READINGS)
    .filter((part) => part !== '')
    .flatMap((part): CutText[] =>
      READING.test(part)
        ? syllablesIn(part).map((syllable) => ({ text: syllable, reading: true }))
        : [{ text: part, reading: false }],
    );
}

/** An initial opens a syllable, a final closes it. */
function syllablesIn(readings: string): string[] {
  const syllables: string[] = [];
  let begun = '';
  for (const character of readings) {
    const { token } = tokenOf(character);
    begun += token.slice(1, -1);
    if (INITIAL.test(token)) continue;
    syllables.push(numbered(begun));
    begun = '';
  }
  return syllables;
}

function numbered(syllable: string): string {
  const letters = syllable.normalize('NFD').replaceAll('u\u0308', 'v');
  const [mark = ''] = /[\u0300\u0301\u0304\u030C]/.exec(letters) ?? [];
  return letters.replace(mark, '') + (TONES[mark] ?? '5');
}

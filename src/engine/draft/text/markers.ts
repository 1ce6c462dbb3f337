import type { Warning } from '#contract/domain';
import { inspectMarkers } from '../../cosyvoice3/text/markers';
import { cutAtSpecialTokens, specialTokens } from '../../cosyvoice3/text/special-tokens';
import type { PlannedSegment } from './plan';

/**
 * Markers of CosyVoice 3 in a text for the draft voice. A pinyin marker becomes one private-use character a token, so that
 * a text with readings is cut and planned like any other; what this voice cannot do is left out, and told.
 */

const FIRST_PRIVATE = 0xe000;
/** Stands for one pinyin token of a reading. */
export const READING = /[\uE000-\uE1FF]/;
const ANY_READING = new RegExp(READING, 'g');
const READINGS = new RegExp(`(${READING.source}+)`, 'g');
/** The languages that are read in pinyin. */
const MANDARIN: ReadonlySet<string> = new Set(['zh', 'zh-sichuan']);
const INITIAL = /^\[(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])\]$/;
const TONES: Readonly<Record<string, string>> = {
  '\u0304': '1',
  '\u0301': '2',
  '\u030C': '3',
  '\u0300': '4',
};

const pinyinTokens = specialTokens.filter(({ group }) => group === 'pinyin').map(({ token }) => token);
const privateOf = new Map(
  pinyinTokens.map((token, index) => [token, String.fromCharCode(FIRST_PRIVATE + index)] as const),
);
const tokenOf = new Map([...privateOf].map(([token, character]) => [character, token] as const));

export interface MarkedText {
  /** To be planned; readings are private-use characters. */
  readonly text: string;
  /** What stood before an end-of-prompt marker; empty when there was none. */
  readonly typedInstruction: string;
  /** Markers that this voice does not speak, once each. */
  readonly leftOut: readonly string[];
  readonly warnings: readonly Warning[];
}

/** @throws StudioError 'text-marker-invalid' when an instruction is marked off more than once */
export function readMarkers(userText: string): MarkedText {
  const { text, typedInstruction, warnings } = inspectMarkers(
    userText.normalize('NFC').replace(ANY_READING, ''),
  );
  const stretches = cutAtSpecialTokens(text);
  const leftOut = new Set<string>();
  const kept = stretches.map(({ text: stretch, special }, index) => {
    if (!special) return stretch;
    if (special.group !== 'pinyin') {
      leftOut.add(stretch);
      // <strong> stands around a word, [breath] between two
      return stretch.startsWith('<') ? '' : ' ';
    }
    const isAlone = INITIAL.test(stretch) && !isFinal(stretches[index + 1]?.text);
    return isAlone ? stretch : privateOf.get(stretch)!;
  });
  return {
    text: kept.join('').replace(/ +(?=[,.!?;:，。！？；：、])/g, ''),
    typedInstruction,
    leftOut: [...leftOut],
    warnings,
  };
}

const isFinal = (token = ''): boolean => privateOf.has(token) && !INITIAL.test(token);

/** @returns a planned text as the person wrote it */
export function writtenMarkers(text: string): string {
  return text.replace(ANY_READING, (character) => tokenOf.get(character) ?? '');
}

/** @returns readings that stand in a language which has none of them, as the person wrote them */
export function unreadMarkers(plan: readonly Pick<PlannedSegment, 'text' | 'language'>[]): string[] {
  return plan
    .filter(({ language }) => !MANDARIN.has(language))
    .flatMap(({ text }) => text.match(READINGS) ?? [])
    .map(writtenMarkers);
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
    const token = tokenOf.get(character) ?? '';
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

import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';

/** Speech has about 2 to 7 syllables a second; beyond these a transcript is of another recording. */
const PER_SEC = { min: 1, max: 9 } as const;
/** What counting by letters may be wrong by, and a breath at either end. */
const SLACK = 2;

/** Han, hangul and kana but for the small ones are a syllable each; so is a figure. */
const SYLLABIC =
  /[\p{Script=Han}\p{Script=Hangul}\p{N}]|(?![ぁぃぅぇぉっゃゅょァィゥェォッャュョー])[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const SPELLED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}'’]+/gu;
const VOWELS = /[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿаеёиоуыэюяіїєαεηιουω]+/giu;

/** @returns how many syllables a text has, counted by its letters */
export function countSyllables(text: string): number {
  const plain = text.normalize('NFC');
  const spelled = (plain.match(SPELLED) ?? []).map((word) => Math.max(1, word.match(VOWELS)?.length ?? 1));
  return (plain.match(SYLLABIC)?.length ?? 0) + spelled.reduce((sum, syllables) => sum + syllables, 0);
}

/**
 * A transcript held against its recording. One that cannot be what is said makes the model speak the rest of it.
 * @returns the numbers when it cannot fit; undefined when it can, and for no transcript
 */
export function transcriptMisfit(
  transcript: string,
  promptSec: number,
): { readonly syllables: number; readonly promptSec: number; readonly perSec: number } | undefined {
  if (transcript.trim() === '') return undefined;
  const syllables = countSyllables(transcript);
  if (syllables <= PER_SEC.max * promptSec + SLACK && syllables + SLACK >= PER_SEC.min * promptSec)
    return undefined;
  return {
    syllables,
    promptSec: Math.round(promptSec * 10) / 10,
    perSec: Math.round((syllables / promptSec) * 10) / 10,
  };
}

/** @throws StudioError 'transcript-misfit' with the numbers */
export function requireTranscriptFits(transcript: string, promptSec: number): void {
  const misfit = transcriptMisfit(transcript, promptSec);
  if (!misfit) return;
  throw new StudioError('transcript-misfit', { ...misfit, ...PER_SEC });
}

/** The same for a take of a voice that has such a transcript already. */
export function transcriptWarnings(transcript: string, promptSec: number): Warning[] {
  const misfit = transcriptMisfit(transcript, promptSec);
  return misfit ? [{ code: 'transcript-misfit', values: misfit }] : [];
}

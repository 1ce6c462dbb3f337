import type { Understood, Warning } from '#contract/domain';
import { personal } from '#contract/personal';
import type { WorkContext } from '../engine';
import { unfollowedNotes } from '../instructions/pushed-aside';
import type { Calibration } from './calibration';
import { HIGHEST_MEDIAN_HZ, type PromptAnalysis } from './prompt-analysis';

/** What the draft voice says about its work: in the log, and as warnings on the take. */

export function logUnderstood(
  { directions, unfollowed = [], ignored }: Understood,
  { log }: WorkContext,
): void {
  if (directions.length > 0)
    log.info(`Directions: ${directions.map(({ en, zh }) => `${en} (${zh})`).join(', ')}`, {
      stage: 'tokens',
    });
  if (unfollowed.length > 0)
    log.warn(`Not followed: ${unfollowed.map(({ en, why }) => `${en} (${why})`).join(', ')}`, {
      stage: 'tokens',
    });
  if (ignored.length > 0) log.warn(`Not understood: ${personal(ignored.join('; '))}`, { stage: 'tokens' });
}

export function warningsOf({ measuredF0Hz, voicedSec }: PromptAnalysis): Warning[] {
  const warnings: Warning[] = [];
  if (measuredF0Hz > HIGHEST_MEDIAN_HZ)
    warnings.push({
      code: 'pitch-capped',
      values: { medianF0Hz: Math.round(measuredF0Hz), highestHz: HIGHEST_MEDIAN_HZ },
    });
  if (voicedSec < 1)
    warnings.push({
      code: 'prompt-little-voice',
      values: { voicedSec },
    });
  return warnings;
}

/** What is known before the take: directions and markers that it will not follow, characters that it cannot read. */
export function notesOf(
  understood: Understood,
  unspoken: readonly string[],
  unread: readonly string[],
): Warning[] {
  const { ignored } = understood;
  const warnings: Warning[] = unfollowedNotes(understood);
  if (ignored.length > 0)
    warnings.push({
      code: 'instruction-ignored',
      values: { parts: ignored.join('; ') },
    });
  if (unspoken.length > 0)
    warnings.push({
      code: 'text-marker-unspoken',
      values: { markers: unspoken.join(' ') },
    });
  if (unread.length > 0)
    warnings.push({
      code: 'text-characters-unread',
      values: { characters: unread.join(' ') },
    });
  return warnings;
}

export function describeAnalysis({
  measuredF0Hz,
  deviationSt,
  thirdFormantHz,
  levelDb,
  nucleiPerSec,
}: PromptAnalysis): string {
  const formant = thirdFormantHz === null ? 'unknown' : `${Math.round(thirdFormantHz)} Hz`;
  return (
    `median F0 ${Math.round(measuredF0Hz)} Hz, range ${deviationSt.toFixed(1)} st, third formant ${formant}, ` +
    `level ${levelDb.toFixed(1)} dBFS, ${nucleiPerSec.toFixed(1)} syllables/s`
  );
}

export function describeCalibration({ measuredF0Hz, measuredDeviationSt, tract, pace }: Calibration): string {
  return (
    `F0 ${Math.round(measuredF0Hz)} Hz, range ${measuredDeviationSt.toFixed(1)} st, ` +
    `formants x${tract.toFixed(2)}, pace x${pace.toFixed(2)}`
  );
}

import type { Calibration } from './calibration';
import { clip, type PromptAnalysis } from './prompt-analysis';
import type { Prosody } from './prosody';
import type { SpeakingStyle } from './synthesizer';

/** Beyond these the synthesizers stop being intelligible. */
const MEDIAN_HZ = { min: 60, max: 350 } as const;
const TRACT = { min: 0.84, max: 1.25, maxForChild: 1.32 } as const;

/** @returns the median pitch that a take should have */
export function wantedMedianHz({ medianF0Hz }: PromptAnalysis, prosody: Prosody): number {
  return clip((prosody.medianF0Hz ?? medianF0Hz) * 2 ** (prosody.pitchSt / 12), MEDIAN_HZ.min, MEDIAN_HZ.max);
}

/**
 * What the synthesizer is asked for, so that the prompt's pitch, directed by `prosody`, comes out.
 * The range is scaled around the median: happy speech is livelier, not higher than asked.
 * @param medianHz wanted
 * @param speed as the person asked, 0.5 to 2
 */
export function speakingStyle(
  { tract, spreadSt, offset, pace }: Calibration,
  medianHz: number,
  prosody: Prosody,
  speed: number,
): SpeakingStyle {
  const spread = spreadSt * prosody.range;
  const longest = prosody.tract > 1 ? TRACT.maxForChild : TRACT.max;
  return {
    centreHz: medianHz * 2 ** ((-offset * spread) / 12),
    spreadSt: spread,
    speed: speed * prosody.speed * pace,
    tract: Math.round(100 * clip(tract * prosody.tract, TRACT.min, longest)) / 100,
  };
}

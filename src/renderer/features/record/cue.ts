import { limits } from '#contract/domain';

export type Cue =
  { readonly code: 'under'; readonly leftSec: number } | { readonly code: 'enough' | 'rich' | 'long' };

/** From here on more seconds add little. */
const RICH_SEC = 6;

/** @returns what to say to the person who speaks: how much is missing, that it is enough, that it is plenty */
export function recordingCue(elapsedSec: number): Cue {
  const { min, advisedMax } = limits.promptSec;
  if (elapsedSec < min) return { code: 'under', leftSec: Math.ceil(min - elapsedSec) };
  if (elapsedSec < RICH_SEC) return { code: 'enough' };
  return { code: elapsedSec <= advisedMax ? 'rich' : 'long' };
}

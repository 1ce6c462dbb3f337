import { useEffect, useState } from 'react';
import type { Take } from '#contract/domain';
import type { StageProgress } from '#contract/stages';
import { remainingMs } from '../../ui/lane-progress';

/** Speech tokens in a second of audio. */
const TOKENS_PER_SEC = 25;

/** A running take in one line. */
export interface Now {
  readonly lane: StageProgress | undefined;
  readonly workedMs: number;
  readonly leftMs: number | undefined;
  /** Of the whole take, 0 to 99; undefined while nothing is known of what is left. */
  readonly percent: number | undefined;
  /** What it will be, by the tokens expected; CosyVoice 3 only, whose tokens are counted. */
  readonly realTimeFactor: number | undefined;
}

/** @param sinceMs time since the take last moved */
export function nowOf({ stages }: Pick<Take, 'stages'>, sinceMs: number): Now {
  const lane = stages.find((each) => each.state === 'running');
  const workedMs = stages.reduce((sum, each) => sum + each.elapsedMs, 0) + sinceMs;
  const leftMs = remainingMs(stages, sinceMs);
  const tokens = stages.find(({ stage, unit }) => stage === 'tokens' && unit === 'tokens')?.total;
  const known = leftMs !== undefined && workedMs + leftMs > 0;
  return {
    lane,
    workedMs,
    leftMs,
    percent: known ? Math.min(99, Math.round((100 * workedMs) / (workedMs + leftMs))) : undefined,
    realTimeFactor:
      known && tokens !== undefined && tokens > 0
        ? (workedMs + leftMs) / 1000 / (tokens / TOKENS_PER_SEC)
        : undefined,
  };
}

/** Milliseconds since the take last moved, so that its clock runs on between two reports. */
export function useSinceChange(take: Take): number {
  const [sinceMs, setSinceMs] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setSinceMs(performance.now() - from), 250);
    return () => {
      clearInterval(timer);
      setSinceMs(0);
    };
  }, [take]);
  return sinceMs;
}

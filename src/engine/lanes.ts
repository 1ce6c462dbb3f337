import type { Stage, StageProgress } from '#contract/stages';

/** How far a running stage is: counts are real or absent. */
type StageCount = Pick<StageProgress, 'done' | 'total' | 'unit' | 'perSec'>;

/** The engine's side of a take's progress lanes; one lane runs at a time. */
export interface Lanes {
  start(stage: Stage, count?: StageCount): void;
  /** Moves the running lane; at most one report every 50 ms leaves, the last one always. */
  move(count: StageCount): void;
  finish(count?: StageCount): void;
  /** Ends the running lane, if any, as failed or cancelled. */
  fail(state: 'failed' | 'cancelled'): void;
}

const REPORT_EVERY_MS = 50;

/** @param report receives every change of a lane */
export function createLanes(report: (progress: StageProgress) => void): Lanes {
  let stage: Stage | undefined;
  let startedAt = 0;
  let reportedAt = 0;
  let count: StageCount = {};
  const say = (state: StageProgress['state']) => {
    if (stage === undefined) return;
    reportedAt = performance.now();
    report({ stage, state, elapsedMs: Math.round(reportedAt - startedAt), ...count });
  };
  return {
    start: (next, first = {}) => {
      stage = next;
      startedAt = performance.now();
      count = first;
      say('running');
    },
    move: (next) => {
      count = { ...count, ...next };
      if (performance.now() - reportedAt >= REPORT_EVERY_MS) say('running');
    },
    finish: (last = {}) => {
      count = { ...count, ...last };
      say('done');
      stage = undefined;
    },
    fail: (state) => {
      say(state);
      stage = undefined;
    },
  };
}

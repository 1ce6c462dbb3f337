import type { Stage, StageProgress } from '#contract/stages';

/** How far a running stage is: counts are real or absent. */
type StageCount = Pick<StageProgress, 'done' | 'total' | 'unit' | 'perSec'>;

/** The engine's side of a take's progress lanes; one lane runs at a time, and each may run again for the next segment. */
export interface Lanes {
  /** The lane that ran rests; this one begins, or goes on with the time and the counts it has. */
  start(stage: Stage, count?: StageCount): void;
  /** Moves the running lane; at most one report every 50 ms leaves, the last one always. */
  move(count: StageCount): void;
  /** Ends the running lane for good. */
  finish(count?: StageCount): void;
  /** Ends every lane that runs or rests, if any, as failed or cancelled. */
  fail(state: 'failed' | 'cancelled'): void;
}

interface Lane {
  /** Before it was last started. */
  elapsedMs: number;
  startedAt: number | undefined;
  count: StageCount;
}

const REPORT_EVERY_MS = 50;

/** @param report receives every change of a lane */
export function createLanes(report: (progress: StageProgress) => void): Lanes {
  const lanes = new Map<Stage, Lane>();
  let running: Stage | undefined;
  let reportedAt = 0;
  const elapsedMs = ({ elapsedMs: before, startedAt }: Lane) =>
    Math.round(before + (startedAt === undefined ? 0 : performance.now() - startedAt));
  const say = (stage: Stage | undefined, state: StageProgress['state'], count: StageCount = {}) => {
    const lane = stage && lanes.get(stage);
    if (!stage || !lane) return;
    lane.count = { ...lane.count, ...count };
    reportedAt = performance.now();
    report({ stage, state, elapsedMs: elapsedMs(lane), ...lane.count });
  };
  const rest = () => {
    const lane = running && lanes.get(running);
    if (!lane) return;
    say(running, 'running');
    lane.elapsedMs = elapsedMs(lane);
    lane.startedAt = undefined;
  };
  return {
    start: (stage, first) => {
      rest();
      running = stage;
      const lane = lanes.get(stage) ?? { elapsedMs: 0, startedAt: undefined, count: {} };
      lane.startedAt = performance.now();
      lanes.set(stage, lane);
      say(stage, 'running', first);
    },
    move: (next) => {
      const lane = running && lanes.get(running);
      if (!lane) return;
      lane.count = { ...lane.count, ...next };
      if (performance.now() - reportedAt >= REPORT_EVERY_MS) say(running, 'running');
    },
    finish: (last) => {
      say(running, 'done', last);
      if (running) lanes.delete(running);
      running = undefined;
    },
    fail: (state) => {
      for (const stage of lanes.keys()) say(stage, state);
      lanes.clear();
      running = undefined;
    },
  };
}

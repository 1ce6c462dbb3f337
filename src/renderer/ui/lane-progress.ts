import { isSlow, type StageProgress } from '#contract/stages';

/** How a lane of a take looks at a moment. */
export interface LaneView {
  /** 0 to 1; undefined when nothing is counted and no usual time is known. */
  readonly fraction: number | undefined;
  /** The fraction is counted by the engine, not reckoned from the usual time. */
  readonly counted: boolean;
  readonly elapsedMs: number;
  /** Far beyond its usual time on this machine. */
  readonly slow: boolean;
}

/** A reckoned bar never claims to be full. */
const NEARLY = 0.97;

/** @param sinceReportMs time since the engine last spoke of this lane; its clock runs on in between */
export function laneView(lane: StageProgress, sinceReportMs = 0): LaneView {
  const running = lane.state === 'running';
  const elapsedMs = lane.elapsedMs + (running ? Math.max(0, sinceReportMs) : 0);
  const { done, total, estimateMs } = lane;
  const counted = done !== undefined && total !== undefined && total > 0;
  const slow = lane.state !== 'waiting' && isSlow(lane, elapsedMs);
  return { fraction: fractionOf(), counted, elapsedMs, slow };

  function fractionOf(): number | undefined {
    if (lane.state === 'done') return 1;
    if (lane.state === 'waiting') return 0;
    if (counted) return Math.min(1, done / total);
    return estimateMs ? Math.min(NEARLY, elapsedMs / estimateMs) : undefined;
  }
}

/** @returns what is left of the take in ms by usual times and counts; undefined when a lane has neither. */
export function remainingMs(lanes: readonly StageProgress[], sinceReportMs = 0): number | undefined {
  let left = 0;
  for (const lane of lanes) {
    if (lane.state === 'done') continue;
    const { counted, fraction, elapsedMs } = laneView(lane, sinceReportMs);
    if (lane.state === 'running' && counted && fraction !== undefined && fraction > 0.05)
      left += (elapsedMs * (1 - fraction)) / fraction;
    else if (lane.estimateMs !== undefined) left += Math.max(0, lane.estimateMs - elapsedMs);
    else if (lane.stage !== 'save') return undefined;
  }
  return left;
}

/** One Euler step: the time that the estimator is asked about, and how far to go from there. */
export interface FlowStep {
  readonly time: number;
  readonly delta: number;
}

export const DEFAULT_FLOW_STEPS = 10;
/** Weight of classifier-free guidance. */
export const DEFAULT_GUIDANCE = 0.7;

/**
 * The cosine time grid as the reference walks it: in float32, each step from the accumulated time.
 * @param count 1 or more    Source: the reference's conditional flow matching; golden: euler_t_dt.
 */
export function flowSteps(count: number): FlowStep[] {
  const grid = Array.from({ length: count + 1 }, (_, i) => timeAt(i / count));
  const steps: FlowStep[] = [];
  let time = grid[0]!;
  for (let i = 0; i < count; i++) {
    const delta = Math.fround(grid[i + 1]! - time);
    steps.push({ time, delta });
    time = Math.fround(time + delta);
  }
  return steps;
}

/** 1 - cos(pi/2 x), rounded to float32 after every operation as torch does. */
function timeAt(position: number): number {
  const { fround, cos, PI } = Math;
  return fround(1 - fround(cos(fround(fround(position) * 0.5 * fround(PI)))));
}

/** A direct current below this, -54 dBFS, moves no measure that anybody reads. */
const LEAST_OFFSET = 0.002;
const FRAME_SAMPLES = 512;
/** Speech may lean to one side; where it pauses only the current is left. */
const QUIET_SHARE = 0.25;

/**
 * A cheap sound card adds a direct current: nobody hears it, but it is counted as level, and a network hears it.
 * @returns the samples around zero, as their quietest quarter tells it; the same array where they are already
 */
export function withoutOffset(samples: Float32Array): Float32Array {
  const offset = offsetOf(samples);
  return Math.abs(offset) < LEAST_OFFSET ? samples : samples.map((sample) => sample - offset);
}

function offsetOf(samples: Float32Array): number {
  const frames: { readonly mean: number; readonly variance: number }[] = [];
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
    let sum = 0;
    let power = 0;
    for (let at = from; at < from + FRAME_SAMPLES; at++) {
      sum += samples[at]!;
      power += samples[at]! ** 2;
    }
    const mean = sum / FRAME_SAMPLES;
    frames.push({ mean, variance: power / FRAME_SAMPLES - mean ** 2 });
  }
  const quiet = frames
    .sort((a, b) => a.variance - b.variance)
    .slice(0, Math.ceil(frames.length * QUIET_SHARE));
  const offset = quiet.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, quiet.length);
  const spread = Math.sqrt(quiet.reduce((sum, { mean }) => sum + (mean - offset) ** 2, 0) / quiet.length);
  // a current is the same everywhere; what differs from frame to frame is a low sound
  return spread < Math.abs(offset) / 2 ? offset : 0;
}

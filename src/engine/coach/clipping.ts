/** A sample this close to full scale is at full scale: encoders and dithers move it a little. */
const FULL_SCALE = 0.999;
/** A single sample at full scale is a normalised peak; a row of them has lost its top. */
const LEAST_RUN = 3;

export interface Clipping {
  /** Share of samples inside runs at full scale, 0 to 1. */
  readonly ratio: number;
  /** Where the runs begin, as sample numbers. */
  readonly starts: readonly number[];
}

export function findClipping(samples: Float32Array): Clipping {
  const starts: number[] = [];
  let clipped = 0;
  let run = 0;
  for (let i = 0; i <= samples.length; i++) {
    if (i < samples.length && Math.abs(samples[i]!) >= FULL_SCALE) {
      run++;
      continue;
    }
    if (run >= LEAST_RUN) {
      starts.push(i - run);
      clipped += run;
    }
    run = 0;
  }
  return { ratio: samples.length === 0 ? 0 : clipped / samples.length, starts };
}

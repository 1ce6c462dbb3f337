/** Levels in dBFS: 0 dB is an amplitude of 1, and nothing is below the floor. */

/** Stands for silence, so that levels stay finite in JSON. */
export const FLOOR_DB = -120;

/** @returns 20 log10(amplitude), at least FLOOR_DB; FLOOR_DB for anything that is not a positive number */
export function toDb(amplitude: number): number {
  const db = 20 * Math.log10(amplitude);
  return db > FLOOR_DB ? db : FLOOR_DB;
}

export function fromDb(db: number): number {
  return 10 ** (db / 20);
}

/** @returns the largest absolute sample; 0 for none */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const magnitude = Math.abs(samples[i]!);
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}

/** @returns the root of the mean square; 0 for no samples */
export function rmsOf(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/**
 * @param share 0 to 1, e.g. 0.5 for the median; interpolates between neighbours
 * @returns NaN for no values
 */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

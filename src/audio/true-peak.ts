import { FLOOR_DB, toDb } from './level';

/** Peaks between the samples, by four times oversampling, as ITU-R BS.1770-4 annex 2 asks for. */

const PHASES = 4;
/** Samples on either side of the point between; the passband is flat to 0.9 of Nyquist. */
const REACH = 16;
/** Samples on either side that a peak depends on. */
export const TRUE_PEAK_REACH = REACH;

/** Taps of the three points between two samples; the samples themselves need none. */
const phaseTaps: readonly Float64Array[] = [1, 2, 3].map((phase) => {
  const shift = phase / PHASES;
  const taps = Float64Array.from({ length: 2 * REACH }, (_, tap) => {
    const t = tap - (REACH - 1) - shift;
    const sinc = Math.sin(Math.PI * t) / (Math.PI * t);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * t) / (REACH + 0.5)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
});

/** @returns for each sample the largest magnitude from it up to the next one, between them included */
export function truePeaks(samples: Float32Array): Float32Array {
  const { length } = samples;
  const peaks = new Float32Array(length);
  for (let at = 0; at < length; at++) {
    let peak = Math.abs(samples[at]!);
    const from = at - (REACH - 1);
    const low = Math.max(0, -from);
    const high = Math.min(2 * REACH, length - from);
    for (const taps of phaseTaps) {
      let sum = 0;
      for (let tap = low; tap < high; tap++) sum += taps[tap]! * samples[from + tap]!;
      const magnitude = Math.abs(sum);
      if (magnitude > peak) peak = magnitude;
    }
    peaks[at] = peak;
  }
  return peaks;
}

/** @returns dBTP; FLOOR_DB for silence */
export function truePeakDb(samples: Float32Array): number {
  let peak = 0;
  for (const each of truePeaks(samples)) if (each > peak) peak = each;
  return peak === 0 ? FLOOR_DB : toDb(peak);
}

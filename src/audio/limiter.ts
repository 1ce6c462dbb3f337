import { fromDb, toDb } from './level';
import { TRUE_PEAK_REACH, truePeaks } from './true-peak';

/** Time over which the gain moves, before and after a peak: short enough for speech, long enough not to be heard. */
const WINDOW_SEC = 0.006;

export interface Limited {
  readonly samples: Float32Array;
  /** Most that was taken away anywhere, dB; 0 when nothing was. */
  readonly limitedDb: number;
}

/**
 * Keeps the true peak at or below a ceiling: the gain goes down ahead of each peak and up after it, never in a step.
 * @param ceilingDb dBTP
 * @returns the same array when nothing exceeds the ceiling
 */
export function limitPeaks(samples: Float32Array, sampleRateHz: number, ceilingDb: number): Limited {
  const gain = limiterGain(samples, sampleRateHz, ceilingDb);
  if (!gain) return { samples, limitedDb: 0 };
  const ceiling = fromDb(ceilingDb);
  const limited = samples.map((sample, at) => sample * gain[at]!);
  const least = gain.reduce((low, each) => Math.min(low, each), 1);
  // a gain that moves makes new points between samples; what is left above the ceiling is a few thousandths
  const left = truePeaks(limited).reduce((most, peak) => Math.max(most, peak), 0);
  const trim = left > ceiling ? ceiling / left : 1;
  return {
    samples: trim === 1 ? limited : limited.map((sample) => sample * trim),
    limitedDb: -toDb(least * trim),
  };
}

/** @returns samples on either side that the gain of a sample depends on */
export const limiterReach = (sampleRateHz: number): number => 2 * halfWindow(sampleRateHz) + TRUE_PEAK_REACH;

/** @returns the factor of each sample; undefined when nothing exceeds the ceiling */
export function limiterGain(
  samples: Float32Array,
  sampleRateHz: number,
  ceilingDb: number,
): Float32Array | undefined {
  const ceiling = fromDb(ceilingDb);
  const peaks = truePeaks(samples);
  if (!peaks.some((peak) => peak > ceiling)) return undefined;
  const wanted = Float32Array.from(peaks, (peak) => (peak > ceiling ? ceiling / peak : 1));
  const half = halfWindow(sampleRateHz);
  // the least gain within reach, then its mean over the same reach: so the mean is never above what any peak wants
  return movingMean(movingMinimum(wanted, half), half);
}

const halfWindow = (sampleRateHz: number): number => Math.max(1, Math.round(WINDOW_SEC * sampleRateHz));

/** @returns the least value from `half` before to `half` after each place, in linear time */
function movingMinimum(values: Float32Array, half: number): Float32Array {
  const result = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let at = 0; at < values.length + half; at++) {
    if (at < values.length) {
      while (tail > head && values[queue[tail - 1]!]! >= values[at]!) tail--;
      queue[tail++] = at;
    }
    const place = at - half;
    if (place < 0) continue;
    while (queue[head]! < place - half) head++;
    result[place] = values[queue[head]!]!;
  }
  return result;
}

/** @returns the mean from `half` before to `half` after each place; beyond the ends stands 1 */
function movingMean(values: Float32Array, half: number): Float32Array {
  const width = 2 * half + 1;
  const result = new Float32Array(values.length);
  const value = (at: number) => (at < 0 || at >= values.length ? 1 : values[at]!);
  let sum = 0;
  for (let at = -half; at < half; at++) sum += value(at);
  for (let at = 0; at < values.length; at++) {
    sum += value(at + half);
    result[at] = sum / width;
    sum -= value(at - half);
  }
  return result;
}

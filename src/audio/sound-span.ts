import { fromDb, peakOf } from './level';

/** Below the loudest sample by this much, and nothing is heard any more. */
const SILENCE_DB = -50;
/** What is left before the first and after the last sound, so that breaths and decays are not cut. */
const KEPT_BEFORE_SEC = 0.08;
const KEPT_AFTER_SEC = 0.15;
const BLOCK_SEC = 0.01;

export interface SampleSpan {
  /** First sample of the sound. */
  readonly from: number;
  /** First sample after it. */
  readonly to: number;
}

/** @returns where the sound is, with a little room around it; everything when all of it is silent */
export function soundSpan(samples: Float32Array, sampleRateHz: number): SampleSpan {
  const threshold = peakOf(samples) * fromDb(SILENCE_DB);
  const block = Math.max(1, Math.round(BLOCK_SEC * sampleRateHz));
  let first = -1;
  let last = -1;
  for (let from = 0; from < samples.length; from += block) {
    if (rootMeanSquare(samples, from, Math.min(samples.length, from + block)) <= threshold) continue;
    if (first < 0) first = from;
    last = from + block;
  }
  if (first < 0 || threshold === 0) return { from: 0, to: samples.length };
  return {
    from: Math.max(0, first - Math.round(KEPT_BEFORE_SEC * sampleRateHz)),
    to: Math.min(samples.length, last + Math.round(KEPT_AFTER_SEC * sampleRateHz)),
  };
}

function rootMeanSquare(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += samples[at]! ** 2;
  return Math.sqrt(sum / (to - from));
}

import { findActivity, HOP_SEC } from '#audio/activity';
import { percentile } from '#audio/level';
import { resample } from '#audio/resample';

const RATE_HZ = 8_000;
const FRAME = Math.round(0.03 * RATE_HZ);
const ORDER = 10;
const WIDEST_HZ = 500;
const LOWEST_HZ = 200;
const HIGHEST_HZ = 3_900;
/** Voiced frames within this of the loudest are open vowels, whose formants are clear. */
const RANGE_DB = 15;
const ITERATIONS = 60;

/**
 * Median of the third formant over the loud voiced frames: a measure of the length of the vocal tract.
 * @param f0Hz pitch track of the same samples, 10 ms hops
 * @returns NaN when no frame has three formants
 */
export function thirdFormantHz(samples: Float32Array, sampleRateHz: number, f0Hz: Float32Array): number {
  const { levelDb, highDb } = findActivity(samples, sampleRateHz);
  const signal = resample(samples, sampleRateHz, RATE_HZ);
  const frame = new Float64Array(FRAME);
  const thirds: number[] = [];
  f0Hz.forEach((f0, index) => {
    if (f0 === 0 || levelDb[index]! < highDb - RANGE_DB) return;
    const start = Math.round((index + 0.5) * HOP_SEC * RATE_HZ) - FRAME / 2;
    if (start < 1 || start + FRAME > signal.length) return;
    for (let n = 0; n < FRAME; n++) {
      const window = 0.54 - 0.46 * Math.cos((2 * Math.PI * (n + 0.5)) / FRAME);
      frame[n] = (signal[start + n]! - 0.97 * signal[start + n - 1]!) * window;
    }
    const third = formantsOf(burg(frame, ORDER))[2];
    if (third !== undefined) thirds.push(third);
  });
  return percentile(thirds, 0.5);
}

/** Linear prediction by Burg's method. @returns a[0..order], a[0] = 1, of the inverse filter */
export function burg(signal: Float64Array, order: number): Float64Array {
  let a = Float64Array.of(1);
  const forward = Float64Array.from(signal);
  const backward = Float64Array.from(signal);
  for (let m = 1; m <= order; m++) {
    let cross = 0;
    let energy = 0;
    for (let n = m; n < signal.length; n++) {
      cross += forward[n]! * backward[n - 1]!;
      energy += forward[n]! * forward[n]! + backward[n - 1]! * backward[n - 1]!;
    }
    const reflection = energy > 0 ? (-2 * cross) / energy : 0;
    for (let n = signal.length - 1; n >= m; n--) {
      const f = forward[n]!;
      const b = backward[n - 1]!;
      forward[n] = f + reflection * b;
      backward[n] = b + reflection * f;
    }
    const last = a;
    a = Float64Array.from({ length: m + 1 }, (_, i) => (last[i] ?? 0) + reflection * (last[m - i] ?? 0));
  }
  return a;
}

/** @returns frequencies of the narrow resonances, ascending, Hz */
function formantsOf(a: Float64Array): number[] {
  return polynomialRoots(a)
    .filter(({ im }) => im > 0)
    .map(({ re, im }) => ({
      hz: (Math.atan2(im, re) * RATE_HZ) / (2 * Math.PI),
      widthHz: (-Math.log(Math.hypot(re, im)) * RATE_HZ) / Math.PI,
    }))
    .filter(({ hz, widthHz }) => hz > LOWEST_HZ && hz < HIGHEST_HZ && widthHz > 0 && widthHz < WIDEST_HZ)
    .map(({ hz }) => hz)
    .sort((x, y) => x - y);
}

/** All roots of z^n + a[1] z^(n-1) + ... + a[n] at once (Durand and Kerner); good to 1e-9 for well separated poles. */
export function polynomialRoots(a: Float64Array): { re: number; im: number }[] {
  const degree = a.length - 1;
  // powers of one number off both axes: no two alike, none real
  const roots = Array.from({ length: degree }, (_, k) => {
    const angle = (2 * Math.PI * (k + 0.35)) / degree;
    return { re: 0.9 * Math.cos(angle), im: 0.9 * Math.sin(angle) };
  });
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let largest = 0;
    for (const root of roots) {
      let numRe = 1;
      let numIm = 0;
      for (let i = 1; i <= degree; i++)
        [numRe, numIm] = [numRe * root.re - numIm * root.im + a[i]!, numRe * root.im + numIm * root.re];
      let denRe = 1;
      let denIm = 0;
      for (const other of roots) {
        if (other === root) continue;
        const re = root.re - other.re;
        const im = root.im - other.im;
        [denRe, denIm] = [denRe * re - denIm * im, denRe * im + denIm * re];
      }
      const size = denRe * denRe + denIm * denIm;
      if (size === 0) continue;
      const stepRe = (numRe * denRe + numIm * denIm) / size;
      const stepIm = (numIm * denRe - numRe * denIm) / size;
      root.re -= stepRe;
      root.im -= stepIm;
      largest = Math.max(largest, Math.abs(stepRe) + Math.abs(stepIm));
    }
    if (largest < 1e-10) break;
  }
  return roots;
}

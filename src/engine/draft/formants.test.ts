import { expect, test } from 'vitest';
import { burg, polynomialRoots, thirdFormantHz } from './formants';

const RATE_HZ = 8_000;

/** A pulse train through resonances: a vowel whose formants are known. */
function vowel(formantsHz: readonly number[], f0Hz: number, seconds: number): Float32Array {
  let signal = Float64Array.from({ length: seconds * RATE_HZ }, (_, n) =>
    n % Math.round(RATE_HZ / f0Hz) === 0 ? 1 : 0,
  );
  for (const hz of formantsHz) {
    const radius = Math.exp((-Math.PI * 80) / RATE_HZ);
    const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / RATE_HZ);
    const output = new Float64Array(signal.length);
    for (let n = 0; n < signal.length; n++)
      output[n] = signal[n]! + turn * (output[n - 1] ?? 0) - radius * radius * (output[n - 2] ?? 0);
    signal = output;
  }
  const peak = signal.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Float32Array.from(signal, (value) => (0.5 * value) / peak);
}

test.each([2_300, 2_600, 2_900])('the third formant of a vowel is found at %i Hz', (hz) => {
  const samples = vowel([600, 1_300, hz, 3_500], 110, 1);
  const f0Hz = new Float32Array(100).fill(110);
  expect(Math.abs(thirdFormantHz(samples, RATE_HZ, f0Hz) / hz - 1)).toBeLessThan(0.03);
});

test('nothing voiced has no formant', () =>
  expect(thirdFormantHz(new Float32Array(8_000), RATE_HZ, new Float32Array(100))).toBeNaN());

test('roots of a polynomial multiply back to it', () => {
  // (z - 2)(z + 0.5)(z^2 + 1)
  const roots = polynomialRoots(Float64Array.of(1, -1.5, 0, -1.5, -1)).map(({ re, im }) =>
    `${(re + 0).toFixed(4)} ${Math.abs(im).toFixed(4)}`.replace('-0.0000', '0.0000'),
  );
  expect(roots.sort()).toEqual(['-0.5000 0.0000', '0.0000 1.0000', '0.0000 1.0000', '2.0000 0.0000']);
});

test('Burg finds the poles of a resonance', () => {
  const { 1: first, 2: second } = burg(Float64Array.from(vowel([1_000], 50, 0.5)), 2);
  expect(first).toBeCloseTo(-2 * Math.exp((-Math.PI * 80) / RATE_HZ) * Math.cos(Math.PI / 4), 1);
  expect(second).toBeCloseTo(Math.exp((-2 * Math.PI * 80) / RATE_HZ), 1);
});

import { describe, expect, test } from 'vitest';
import { ComplexFft } from './complex-fft';
import { RealFft } from './fft';
import { createNoise } from './test-signals';

/** Powers of two, the sizes of CosyVoice 3 (16, 400, 512, 1920), odd, prime and Bluestein lengths. */
const sizes = [1, 2, 3, 4, 5, 8, 9, 12, 15, 16, 25, 31, 37, 60, 97, 100, 128, 147, 400, 511, 512, 1920];

const noise = (length: number, seed: number) => Float64Array.from(createNoise(length, seed));

function naiveDft(re: Float64Array, im: Float64Array): { re: Float64Array; im: Float64Array } {
  const size = re.length;
  const out = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < size; k++)
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size;
      out.re[k]! += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
      out.im[k]! += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
    }
  return out;
}

const worst = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe.each(sizes)('a transform of %i points', (size) => {
  test('complex: agrees with the sum that defines it, and comes back', () => {
    const re = noise(size, 1);
    const im = noise(size, 2);
    const expected = naiveDft(re, im);
    const gotRe = re.slice();
    const gotIm = im.slice();
    const fft = new ComplexFft(size);
    fft.forward(gotRe, gotIm);
    expect(worst(gotRe, expected.re)).toBeLessThan(1e-10);
    expect(worst(gotIm, expected.im)).toBeLessThan(1e-10);
    fft.inverse(gotRe, gotIm);
    expect(worst(gotRe, re)).toBeLessThan(1e-12);
    expect(worst(gotIm, im)).toBeLessThan(1e-12);
  });

  test('real: agrees with the sum that defines it, and comes back', () => {
    const input = noise(size, 3);
    const expected = naiveDft(input, new Float64Array(size));
    const fft = new RealFft(size);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(input, re, im);
    expect(worst(re, expected.re.subarray(0, fft.bins))).toBeLessThan(1e-10);
    expect(worst(im, expected.im.subarray(0, fft.bins))).toBeLessThan(1e-10);
    const back = new Float64Array(size);
    fft.inverse(re, im, back);
    expect(worst(back, input)).toBeLessThan(1e-12);
  });
});

test('a short input is padded with zeros', () => {
  const fft = new RealFft(16);
  const re = new Float64Array(9);
  const im = new Float64Array(9);
  fft.forward(Float32Array.of(1), re, im);
  expect([...re]).toEqual(new Array(9).fill(1));
  expect(Math.max(...im.map(Math.abs))).toBe(0);
});

test('a size that is not a positive integer is refused', () => {
  expect(() => new ComplexFft(0)).toThrow(RangeError);
  expect(() => new RealFft(2.5)).toThrow(RangeError);
});

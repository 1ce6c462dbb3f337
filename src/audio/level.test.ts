import { expect, test } from 'vitest';
import { fromDb, peakOf, percentile, rmsOf, toDb } from './level';
import { countNotFinite, mixDown } from './mix';
import { peaksOf } from './peaks';
import { createTone } from './test-signals';

test('decibels and amplitudes are inverse above the floor, and silence is the floor', () => {
  expect(toDb(1)).toBe(0);
  expect(toDb(0.5)).toBeCloseTo(-6.0206, 4);
  expect(fromDb(toDb(0.123))).toBeCloseTo(0.123, 12);
  for (const nothing of [0, NaN, -1, 1e-9]) expect(toDb(nothing)).toBe(-120);
});

test('peak and root mean square of a sine differ by 3 dB', () => {
  const tone = createTone(100, 1, 16_000, 0.5);
  expect(peakOf(tone)).toBeCloseTo(0.5, 3);
  expect(toDb(peakOf(tone)) - toDb(rmsOf(tone))).toBeCloseTo(3.01, 2);
  expect(peakOf(new Float32Array(0))).toBe(0);
  expect(rmsOf(new Float32Array(0))).toBe(0);
});

test('percentiles interpolate, and do not disturb the values', () => {
  const values = [3, 1, 2];
  expect([0, 0.25, 0.5, 1].map((share) => percentile(values, share))).toEqual([1, 1.5, 2, 3]);
  expect(values).toEqual([3, 1, 2]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('a mix-down is the mean of all channels; one channel is left alone', () => {
  const left = Float32Array.of(1, 0, -1);
  expect([...mixDown([left, Float32Array.of(0, 0.5, -1)])]).toEqual([0.5, 0.25, -1]);
  expect(mixDown([left])).toBe(left);
  expect(mixDown([]).length).toBe(0);
  expect(countNotFinite([left, Float32Array.of(NaN, Infinity, 1)])).toBe(2);
});

test('peaks cover the samples evenly, stay in 0 to 1, and have three decimals', () => {
  expect(peaksOf(Float32Array.of(0.1, -0.2, 0.3333, 0, -5, NaN), 3)).toEqual([0.2, 0.333, 1]);
  expect(peaksOf(Float32Array.of(0.5, 0.25), 10)).toEqual([0.5, 0.25]);
  expect(peaksOf(new Float32Array(0), 10)).toEqual([]);
  const ramp = Float32Array.from({ length: 1_000 }, (_, n) => n / 1_000);
  expect(peaksOf(ramp, 4)).toEqual([0.249, 0.499, 0.749, 0.999]);
});

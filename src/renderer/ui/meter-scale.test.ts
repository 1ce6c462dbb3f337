import { expect, test } from 'vitest';
import { holdPeak, levelAdvice, meterPosition } from './meter-scale';

test('a meter spans −60 to 0 dBFS and stays inside its frame', () => {
  expect([-Infinity, -60, -30, 0, 6].map(meterPosition)).toEqual([0, 0, 0.5, 1, 1]);
});

test('the advice follows the peak', () => {
  expect([-0.5, -12, -30, -Infinity].map(levelAdvice)).toEqual(['hot', 'good', 'low', 'silent']);
});

test('a held peak rises at once and falls slowly, also from silence', () => {
  expect(holdPeak(-30, -6, 20)).toBe(-6);
  expect(holdPeak(-6, -40, 500)).toBe(-12);
  expect(holdPeak(-Infinity, -40, 500)).toBe(-40);
  expect(holdPeak(-Infinity, -Infinity, 500)).toBe(-Infinity);
});

import { expect, test } from 'vitest';
import { mulberry32 } from './mulberry32';
import { GrowingPeaks, peaksOf } from './peaks';

const random = mulberry32(13);

function growing(samples: Float32Array, count: number): number[] {
  const overview = new GrowingPeaks(count);
  for (let at = 0; at < samples.length;) {
    const end = at + 1 + Math.floor(random() * 700);
    overview.add(samples.subarray(at, end));
    at = end;
  }
  return overview.peaks();
}

test('the overview of a growing sound is the same whatever pieces it came in, and hardly differs from that of the whole', () => {
  for (let round = 0; round < 60; round++) {
    const count = 3 + Math.floor(random() * 40);
    const samples = Float32Array.from({ length: Math.floor(random() * 5000) }, () => random() * 2 - 1);
    const peaks = growing(samples, count);
    expect(growing(samples, count)).toEqual(peaks);
    const whole = peaksOf(samples, count);
    expect(peaks).toHaveLength(whole.length);
    for (const [at, peak] of peaks.entries()) {
      expect(peak).toBeGreaterThanOrEqual(whole[at]!);
      expect(peak).toBeLessThanOrEqual(Math.max(...whole.slice(Math.max(0, at - 1), at + 2)));
    }
  }
});

test('one loud sample in a long sound stands in the bar of its time', () => {
  const samples = new Float32Array(1_000_003);
  samples[701_000] = 0.5;
  const bars = growing(samples, 400).flatMap((peak, at) => (peak > 0 ? [at] : []));
  expect(bars).toEqual([280]);
});

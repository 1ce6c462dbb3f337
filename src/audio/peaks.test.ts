import { expect, test } from 'vitest';
import { mulberry32 } from './mulberry32';
import { GrowingPeaks, peaksOf } from './peaks';

test('the overview of a growing sound is that of its parts, whatever pieces it came in', () => {
  const random = mulberry32(13);
  for (let round = 0; round < 40; round++) {
    const samples = Float32Array.from({ length: 1 + Math.floor(random() * 5000) }, () => random() * 2 - 1);
    const most = 3 + Math.floor(random() * 40);
    const growing = new GrowingPeaks(most);
    for (let at = 0; at < samples.length;) {
      const end = at + 1 + Math.floor(random() * 700);
      growing.add(samples.subarray(at, end));
      at = end;
    }
    const peaks = growing.peaks();
    expect(peaks.length).toBeLessThanOrEqual(most);
    expect(peaks.length).toBeGreaterThanOrEqual(Math.min(samples.length, Math.floor(most / 2)));
    const part = 2 ** Math.ceil(Math.log2(samples.length / most));
    const whole = Math.max(1, part);
    for (const [at, peak] of peaks.entries())
      expect(peak).toBe(peaksOf(samples.subarray(at * whole, (at + 1) * whole), 1)[0]);
  }
});

test('a sound that goes on keeps the overview of what was there', () => {
  const growing = new GrowingPeaks(400, { peaks: [0.5, 0.25], samples: 200 });
  growing.add(new Float32Array(100).fill(0.75));
  expect(growing.peaks()).toEqual([0.5, 0.25, 0.75]);
});

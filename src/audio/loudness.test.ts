import { expect, test } from 'vitest';
import { integratedLoudness } from './loudness';
import { createNoise, createTone, createVoice } from './test-signals';

/** Measured with ffmpeg's ebur128 filter, which prints one decimal. */
test('agrees with the ebur128 filter of ffmpeg within 0.1 LU', () => {
  const voice = createVoice({ seconds: 5, sampleRateHz: 24_000, f0Hz: () => 120, amplitude: 0.3 });
  expect(Math.abs(integratedLoudness([voice], 24_000) - -24.1)).toBeLessThan(0.1);
  const tone = createTone(1_000, 3, 48_000, 0.1);
  expect(Math.abs(integratedLoudness([tone], 48_000) - -23.0)).toBeLessThan(0.1);
  // two quiet seconds, then two loud ones: the relative gate leaves the quiet ones out
  const noise = createNoise(4 * 44_100, 1).map((x, i) => x * (i < 2 * 44_100 ? 0.001 : 0.2));
  const both = [noise, createTone(300, 4, 44_100, 0.3)];
  expect(Math.abs(integratedLoudness(both, 44_100) - -12.9)).toBeLessThan(0.1);
});

test('a full-scale 997 Hz sine in one channel is -3.01 LUFS, as the standard asks', () => {
  expect(integratedLoudness([createTone(997, 2, 48_000, 1)], 48_000)).toBeCloseTo(-3.01, 2);
});

test('silence and nothing stand at the absolute gate; a short sound is one block', () => {
  expect(integratedLoudness([new Float32Array(48_000)], 48_000)).toBe(-70);
  expect(integratedLoudness([], 48_000)).toBe(-70);
  expect(integratedLoudness([createTone(997, 0.2, 48_000, 1)], 48_000)).toBeCloseTo(-3, 0);
});

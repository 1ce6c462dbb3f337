import { describe, expect, test } from 'vitest';
import { percentile } from './level';
import { trackPitch } from './pitch';
import { createNoise, createTone, createVoice } from './test-signals';

/** Semitones between the track and the truth, one value a voiced frame. */
const errors = (track: Float32Array, truth: (sec: number) => number): number[] =>
  [...track].flatMap((f0Hz, frame) =>
    f0Hz === 0 ? [] : [Math.abs(12 * Math.log2(f0Hz / truth((frame + 0.5) * 0.01)))],
  );

const withNoise = (voice: Float32Array, snrDb: number): Float32Array => {
  const power = voice.reduce((sum, x) => sum + x * x, 0) / voice.length;
  const noise = createNoise(voice.length, 5);
  // white noise in [-1, 1] has a power of 1/3
  const gain = Math.sqrt((3 * power) / 10 ** (snrDb / 10));
  return voice.map((x, i) => x + gain * noise[i]!);
};

describe.each([70, 90, 120, 170, 220, 280, 350])('a voice around %i Hz', (baseHz) => {
  const glide = (sec: number) => baseHz * 2 ** (0.2 * Math.sin(2 * Math.PI * 0.7 * sec));
  const voice = createVoice({ seconds: 3, sampleRateHz: 24_000, f0Hz: glide });

  test.each([60, 20])('is followed within a quarter semitone at %i dB over noise', (snrDb) => {
    const { f0Hz } = trackPitch(withNoise(voice, snrDb), 24_000);
    const found = errors(f0Hz, glide);
    expect(f0Hz.length).toBe(300);
    // four of five frames lie inside a syllable
    expect(found.length).toBeGreaterThan(220);
    expect(percentile(found, 0.95)).toBeLessThan(0.25);
    expect(found.filter((error) => error > 1.5).length / found.length).toBeLessThan(0.01);
  });
});

test('any rate gives the same pitch', () => {
  for (const sampleRateHz of [8_000, 16_000, 44_100, 48_000]) {
    const voice = createVoice({ seconds: 1, sampleRateHz, f0Hz: () => 150 });
    const voiced = trackPitch(voice, sampleRateHz).f0Hz.filter((f0Hz) => f0Hz > 0);
    expect(percentile(voiced, 0.5)).toBeCloseTo(150, 0);
  }
});

test('silence, noise, almost nothing and an offset are unvoiced', () => {
  const voicedShare = (samples: Float32Array) => {
    const { f0Hz } = trackPitch(samples, 16_000);
    return f0Hz.filter((value) => value > 0).length / Math.max(1, f0Hz.length);
  };
  expect(voicedShare(new Float32Array(16_000))).toBe(0);
  expect(voicedShare(new Float32Array(0))).toBe(0);
  expect(voicedShare(Float32Array.of(0.5, -0.5))).toBe(0);
  expect(voicedShare(new Float32Array(16_000).fill(0.5))).toBe(0);
  expect(voicedShare(createNoise(32_000, 7))).toBeLessThan(0.02);
});

test('a tone between the limits is voiced, one above them is not its own pitch', () => {
  const middle = trackPitch(createTone(200, 1, 16_000), 16_000).f0Hz;
  expect(middle.subarray(5, 95).every((f0Hz) => Math.abs(f0Hz - 200) < 1)).toBe(true);
  const high = trackPitch(createTone(900, 1, 16_000), 16_000).f0Hz;
  expect(Math.max(...high)).toBeLessThanOrEqual(515);
});

import { expect, test } from 'vitest';
import { findActivity } from './activity';
import { createNoise, createVoice } from './test-signals';

const rateHz = 16_000;

const join = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
const quietNoise = (seconds: number, amplitude: number) =>
  createNoise(seconds * rateHz, 3).map((x) => x * amplitude);
const voice = createVoice({ seconds: 2, sampleRateHz: rateHz, f0Hz: () => 120, syllablesPerSec: 5 });

test('speech between pauses is active, the pauses are not', () => {
  for (const noise of [0, 0.0005, 0.005]) {
    const { active, activeFrames } = findActivity(
      join(quietNoise(1, noise), voice, quietNoise(1, noise)),
      rateHz,
    );
    expect(active.length).toBe(400);
    expect(active.subarray(0, 97).some(Boolean)).toBe(false);
    expect(active.subarray(303).some(Boolean)).toBe(false);
    // a fifth of every syllable is a gap
    expect(activeFrames).toBeGreaterThan(150);
    expect(activeFrames).toBeLessThanOrEqual(201);
  }
});

test('a gain changes the levels by as much and the activity not at all', () => {
  const recording = join(quietNoise(1, 0.002), voice);
  const loud = findActivity(recording, rateHz);
  const soft = findActivity(
    recording.map((x) => x / 10),
    rateHz,
  );
  expect(soft.active).toEqual(loud.active);
  expect(loud.highDb - soft.highDb).toBeCloseTo(20, 3);
  expect(loud.thresholdDb - soft.thresholdDb).toBeCloseTo(20, 3);
});

test('silence, nothing at all and samples that are no numbers are not active', () => {
  expect(findActivity(new Float32Array(rateHz), rateHz).activeFrames).toBe(0);
  expect(findActivity(new Float32Array(0), rateHz).levelDb.length).toBe(0);
  const broken = findActivity(new Float32Array(rateHz).fill(NaN), rateHz);
  expect(broken.activeFrames).toBe(0);
  expect(broken.highDb).toBe(-120);
});

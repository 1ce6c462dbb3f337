import { expect, test } from 'vitest';
import { withoutOffset } from './offset';
import { createVoice } from './test-signals';

const voice = createVoice({ seconds: 1, sampleRateHz: 24_000, f0Hz: () => 150 });
const prompt = new Float32Array(36_000);
prompt.set(voice, 6000);

test.each([0.03, 0.09, -0.2])('a direct current of %d is taken away, and nothing else', (offset) => {
  const centred = withoutOffset(prompt.map((sample) => sample + offset));
  const furthest = centred.reduce((most, sample, at) => Math.max(most, Math.abs(sample - prompt[at]!)), 0);
  expect(furthest).toBeLessThan(1e-4);
});

test('a voice that leans to one side between silences stays as it is', () => {
  expect(voice.reduce((sum, sample) => sum + sample, 0) / voice.length).toBeGreaterThan(0.01);
  expect(withoutOffset(prompt) === prompt).toBe(true);
});

test('a low tone without a pause is no current', () => {
  const tone = Float32Array.from(
    { length: 48_000 },
    (_, n) => 0.4 * Math.sin((2 * Math.PI * 120 * n) / 48_000),
  );
  expect(withoutOffset(tone) === tone).toBe(true);
});

test('too little for a frame stays as it is', () => {
  const few = new Float32Array(100).fill(0.1);
  expect(withoutOffset(few) === few).toBe(true);
});

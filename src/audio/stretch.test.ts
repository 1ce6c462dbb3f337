import { expect, test } from 'vitest';
import { mulberry32 } from './mulberry32';
import { stretched } from './stretch';

const RATE_HZ = 24_000;
const tone = (hz: number, sec: number) =>
  Float32Array.from(
    { length: Math.round(sec * RATE_HZ) },
    (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / RATE_HZ),
  );
/** Rising zero crossings a second. */
const pitchHz = (samples: Float32Array) => {
  let crossings = 0;
  for (let at = 1; at < samples.length; at++) if (samples[at - 1]! < 0 && samples[at]! >= 0) crossings++;
  return (crossings * RATE_HZ) / samples.length;
};

test.each([0.5, 0.75, 1.25, 1.5, 2])(
  'at %s times the speed a tone is shorter and as high as before',
  (rate) => {
    const out = stretched(tone(180, 2), RATE_HZ, rate);
    expect(out.length).toBe(Math.round((2 * RATE_HZ) / rate));
    expect(pitchHz(out)).toBeCloseTo(180, -1);
    // no seam: a tone of 180 Hz moves by no more than this from sample to sample
    const steepest = 0.5 * 2 * Math.PI * (180 / RATE_HZ);
    let jump = 0;
    for (let at = 1; at < out.length; at++) jump = Math.max(jump, Math.abs(out[at]! - out[at - 1]!));
    expect(jump).toBeLessThan(3 * steepest);
  },
);

test('whatever comes in, as much comes out as the rate says, from its first sample to its last, and no louder', () => {
  const random = mulberry32(7);
  for (let run = 0; run < 80; run++) {
    const samples = Float32Array.from({ length: Math.floor(random() ** 2 * 6000) }, () => random() * 2 - 1);
    const rate = 0.25 + random() * 3.75;
    const out = stretched(samples, 8000, rate);
    const wanted = Math.round(samples.length / rate);
    const tooShort = Math.min(samples.length, wanted) < 320;
    expect(out.length).toBe(tooShort ? samples.length : wanted);
    expect(out[0]).toBe(samples[0]);
    expect(out.at(-1) ?? 0).toBeCloseTo(samples.at(-1) ?? 0, 5);
    const loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    expect(out.every((each) => Math.abs(each) <= loudest + 1e-6)).toBe(true);
  }
});

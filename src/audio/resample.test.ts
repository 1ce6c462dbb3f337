import { describe, expect, test } from 'vitest';
import golden from '../../tests/golden/audio/resample.json';
import { RealFft } from './fft';
import { resample, resampleClean } from './resample';
import { createTone } from './test-signals';

/** The signal of the golden file, 1 second. */
const goldenSignal = (sampleRateHz: number) =>
  Float32Array.from({ length: sampleRateHz }, (_, n) => {
    const t = n / sampleRateHz;
    return (
      0.5 * Math.sin(2 * Math.PI * 220 * t) +
      0.25 * Math.sin(2 * Math.PI * 1760 * t + 0.3) +
      0.1 * Math.sin(2 * Math.PI * (300 * t + 1500 * t * t))
    );
  });

describe('resample', () => {
  test.each(golden.cases)('$fromHz to $toHz Hz agrees with torchaudio within 2e-5', (expected) => {
    const got = resample(goldenSignal(expected.fromHz), expected.fromHz, expected.toHz);
    expect(got.length).toBe(expected.length);
    for (const [index, value] of expected.samples) expect(Math.abs(got[index!]! - value!)).toBeLessThan(2e-5);
    if (expected.sum !== undefined)
      expect(Math.abs(got.reduce((sum, x) => sum + x, 0) - expected.sum)).toBeLessThan(2e-2);
  });

  test('equal rates give the samples back', () => {
    const samples = createTone(440, 0.1, 16_000);
    expect(resample(samples, 16_000, 16_000)).toBe(samples);
  });

  test.each([
    [8_000, 48_000],
    [11_025, 24_000],
    [44_099, 24_000],
    [192_000, 16_000],
    [22_050, 44_100],
  ])('%i to %i Hz keeps the duration and the level of a tone', (fromHz, toHz) => {
    const got = resample(createTone(440, 0.5, fromHz), fromHz, toHz);
    expect(got.length).toBe(Math.ceil((Math.round(0.5 * fromHz) * toHz) / fromHz));
    const middle = got.subarray(got.length >> 2, (3 * got.length) >> 2);
    expect(Math.sqrt(middle.reduce((sum, x) => sum + x * x, 0) / middle.length)).toBeCloseTo(
      0.5 / Math.SQRT2,
      2,
    );
  });

  test('nothing in, nothing out; a rate of zero is refused', () => {
    expect(resample(new Float32Array(0), 44_100, 24_000).length).toBe(0);
    expect(resample(Float32Array.of(1), 44_100, 24_000).length).toBe(1);
    expect(() => resample(Float32Array.of(1), 0, 24_000)).toThrow('sample-rate 0');
    expect(() => resample(Float32Array.of(1), 44_100, 24_000.5)).toThrow('sample-rate 24000.5');
  });
});

describe('resampleClean', () => {
  test('a tone just above the new Nyquist frequency is gone by more than 95 dB', () => {
    const got = resampleClean(createTone(12_050, 1, 44_100, 1), 44_100, 24_000);
    const middle = got.subarray(2_000, 22_000);
    expect(Math.max(...middle.map(Math.abs))).toBeLessThan(10 ** (-95 / 20));
  });

  test('what is left beside a tone is below -95 dB', () => {
    const got = resampleClean(createTone(3_000, 1, 44_100, 1), 44_100, 24_000);
    const size = 8_000;
    const fft = new RealFft(size);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(got.subarray(8_000, 8_000 + size), re, im);
    const power = re.map((value, k) => value ** 2 + im[k]! ** 2);
    const tone = power[1_000]!;
    power[1_000] = 0;
    expect(10 * Math.log10(power.reduce((sum, x) => sum + x, 0) / tone)).toBeLessThan(-95);
  });
});

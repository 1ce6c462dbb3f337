import { describe, expect, test } from 'vitest';
import { expectNear } from '../../../../tests/golden/cosyvoice3/expect-near';
import golden from '../../../../tests/golden/cosyvoice3/vocoder.json';
import { createTestSignal } from '../../../../tests/golden/cosyvoice3/test-signal';
import { harmonicSines, harmonicSource } from './harmonic-source';
import { resizeForSpeed } from './speed';
import { sourceSpectrum, spectrumToWave } from './vocoder-spectrum';

describe('the spectrum of the source', () => {
  test('agrees with the reference', () => {
    const { len_in, shape, samples } = golden.stft_16_4;
    const { data, frames } = sourceSpectrum(createTestSignal(24_000).subarray(0, len_in));
    expect([data.length / frames / 2, frames]).toEqual(shape);
    for (const [bin, frame, re, im] of samples) {
      expectNear(data[bin! * frames + frame!], re, 1e-5);
      expectNear(data[(9 + bin!) * frames + frame!], im, 1e-5);
    }
  });

  test.each([1, 20, 37])('of %i mel frames has 120 columns each and one more', (melFrames) => {
    expect(sourceSpectrum(new Float32Array(480 * melFrames)).frames).toBe(120 * melFrames + 1);
  });
});

describe('the waveform', () => {
  const frames = 61;
  const bins = Array.from({ length: 9 * frames }, (_, i) => ({ k: Math.floor(i / frames), f: i % frames }));
  const magnitude = Float32Array.from(bins, ({ k, f }) => Math.exp(0.3 * Math.sin(0.7 * k + 0.11 * f)));
  const phase = Float32Array.from(bins, ({ k, f }) => Math.sin(1.3 * k + 0.37 * f));

  test('agrees with the reference', () => {
    const wave = spectrumToWave(magnitude, phase, frames);
    expect(wave.length).toBe(golden.istft_16_4.len_out);
    for (const [n, value] of golden.istft_16_4.samples) expectNear(wave[n!], value, 1e-5);
  });

  // the lengths of unfinished chunks belong to token streaming, which no published graph supports
  test.each(golden.hift_streaming_lengths.filter(({ finalize }) => finalize))(
    'of $mel_frames mel frames has $samples samples',
    ({ mel_frames, samples }) => {
      const columns = 120 * mel_frames + 1;
      const silent = new Float32Array(9 * columns);
      expect(spectrumToWave(silent, silent, columns).length).toBe(samples);
    },
  );

  test('comes back from its own spectrum, edges included', () => {
    const signal = createTestSignal(24_000).subarray(0, 960);
    const { data, frames: columns } = sourceSpectrum(signal);
    const half = 9 * columns;
    const size = data.subarray(0, half).map((re, i) => Math.hypot(re, data[half + i]!));
    const angle = data.subarray(0, half).map((re, i) => Math.atan2(data[half + i]!, re));
    const errors = spectrumToWave(size, angle, columns).map((sample, n) => Math.abs(sample - signal[n]!));
    expect(Math.max(...errors)).toBeLessThan(2e-6);
  });

  test('stays within 0.99, and magnitudes beyond 100 or infinite count as 100', () => {
    const huge = magnitude.map((value) => value * 1e6);
    const clipped = spectrumToWave(huge, phase, frames);
    expect(Math.max(...clipped.map(Math.abs))).toBe(Math.fround(0.99));
    expect(spectrumToWave(huge.fill(Infinity), phase, frames)).toEqual(
      spectrumToWave(huge.fill(100), phase, frames),
    );
  });

  test('shows a decoder’s NaN instead of hiding it', () => {
    const broken = magnitude.slice();
    broken[100] = NaN;
    expect(spectrumToWave(broken, phase, frames).some(Number.isNaN)).toBe(true);
  });
});

describe('the mel at another speed', () => {
  const squares = { data: Float32Array.from({ length: 10 }, (_, k) => k * k), bins: 1, frames: 10 };

  test.each(['0.5', '0.8', '1.25', '2.0'] as const)('%s agrees with the reference', (speed) => {
    const resized = resizeForSpeed(squares, Number(speed));
    const expected = golden.speed_interp[speed];
    expect(resized.frames).toBe(expected.length);
    expected.forEach((value, j) => expectNear(resized.data[j], value, 1e-5));
  });

  test('moves every bin alike and leaves speed 1 untouched', () => {
    const two = { data: Float32Array.of(0, 1, 4, 9, 0, -1, -4, -9), bins: 2, frames: 4 };
    const { data, frames } = resizeForSpeed(two, 0.7);
    expect(frames).toBe(5);
    for (let j = 0; j < frames; j++) expectNear(data[frames + j], -data[j]!, 0);
    expect(resizeForSpeed(two, 1)).toBe(two);
  });

  test('of the shortest segment is never empty', () => {
    expect(resizeForSpeed({ ...squares, data: new Float32Array(1), frames: 1 }, 2).frames).toBe(1);
  });
});

describe('the source of the vocoder', () => {
  test('has the reference’s phases: constant within a frame, whole cycles apart', () => {
    const { f0, rows_per_frame_h1_h2_h3: expected } = golden.sine_source;
    const sines = harmonicSines(Float32Array.from(f0), 3);
    expected.flat().forEach((value, i) => expectNear(sines[i], value, 1e-5));
  });

  test('is a staircase of tones where voiced, with noise of 0.003', () => {
    const weights = Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0);
    const f0 = Float32Array.of(100, 110, 120);
    const sines = harmonicSines(f0);
    const source = harmonicSource(f0, { weights, bias: 0 });
    expect(source.length).toBe(3 * 480);
    const hiss = source.map((sample, n) => Math.atanh(sample) - 0.1 * sines[Math.floor(n / 480) * 9]!);
    expect(Math.min(...hiss)).toBeGreaterThan(-1e-6);
    expect(Math.max(...hiss)).toBeLessThan(0.003 + 1e-6);
  });

  test('is fixed noise alone where unvoiced, uniform between 0 and a thirtieth', () => {
    const weights = Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0);
    const quiet = new Float32Array(50).fill(5);
    const source = harmonicSource(quiet, { weights, bias: 0 });
    const mean = source.reduce((total, value) => total + value, 0) / source.length;
    expectNear(mean, 0.1 / 3 / 2, 5e-4);
    expect(Math.min(...source)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...source)).toBeLessThan(0.1 / 3);
    expect(harmonicSource(quiet, { weights, bias: 0 })).toEqual(source);
  });

  test('has noise that never repeats, however long the segment', () => {
    const weights = Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0);
    const source = harmonicSource(new Float32Array(6 * 50), { weights, bias: 0 });
    const mean = 0.1 / 3 / 2;
    const centred = source.map((sample) => sample - mean);
    const power = centred.reduce((sum, sample) => sum + sample * sample, 0) / centred.length;
    for (let sec = 0.25; sec <= 5; sec += 0.25) {
      const lag = sec * 24_000;
      let sum = 0;
      for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
      expect(Math.abs(sum / (centred.length - lag) / power)).toBeLessThan(0.05);
    }
  });

  test('passes its mix through the output layer’s bias and tanh', () => {
    const source = harmonicSource(new Float32Array(1), { weights: new Float32Array(9), bias: 0.5 });
    expectNear(source[17], Math.tanh(0.5), 1e-7);
  });
});

import { describe, expect, test } from 'vitest';
import { finish } from './finish';
import { fromDb } from './level';
import { limitPeaks } from './limiter';
import { integratedLoudness } from './loudness';
import { soundSpan } from './sound-span';
import { createNoise, createTone, createVoice } from './test-signals';
import { truePeakDb } from './true-peak';

const RATE = 48_000;
const tone = (db: number, seconds: number, hz = 1000) => createTone(hz, seconds, RATE, fromDb(db));
const joined = (...parts: readonly Float32Array[]) => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

describe('loudness meets EBU Tech 3341: stereo 1 kHz, within 0.1 LU', () => {
  test.each([
    ['1: -23 dBFS', [[-23, 20]], -23],
    ['2: -33 dBFS', [[-33, 20]], -33],
    [
      '3: a loud middle',
      [
        [-36, 10],
        [-23, 60],
        [-36, 10],
      ],
      -23,
    ],
    [
      '4: silence below the absolute gate',
      [
        [-72, 10],
        [-36, 10],
        [-23, 60],
        [-36, 10],
        [-72, 10],
      ],
      -23,
    ],
    [
      '5: a swell',
      [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ],
      -23,
    ],
  ] as const)('case %s', (_, steps, expected) => {
    const channel = joined(...steps.map(([db, seconds]) => tone(db, seconds)));
    expect(Math.abs(integratedLoudness([channel, channel], RATE) - expected)).toBeLessThan(0.1);
  });

  test('mono counts one channel, 3 LU less', () => {
    expect(integratedLoudness([tone(-23, 20)], RATE)).toBeCloseTo(-26, 1);
  });
});

describe('true peak meets EBU Tech 3341: a sine of a quarter of the rate, +0.2 / -0.4 dB', () => {
  test.each([0, 45, 60, 67.5])('phase %d°', (phase) => {
    const sine = Float32Array.from(
      { length: 4800 },
      (_, n) => 0.5 * Math.sin((Math.PI * n) / 2 + (phase * Math.PI) / 180),
    );
    // the ends are faded: a sine that starts at once is no sine of one frequency
    const faded = sine.map((sample, n) => sample * Math.min(1, n / 480, (4799 - n) / 480));
    const peak = truePeakDb(faded);
    expect(peak).toBeGreaterThan(-6.02 - 0.4);
    expect(peak).toBeLessThan(-6.02 + 0.2);
  });

  test('silence has a number, too', () => {
    expect(truePeakDb(new Float32Array(100))).toBe(-120);
  });
});

describe('the limiter', () => {
  const loud = createVoice({ seconds: 2, sampleRateHz: RATE, f0Hz: () => 140, amplitude: 0.99 });

  test.each([-1, -6, -12])('keeps the true peak at %d dBTP', (ceiling) => {
    const { samples, limitedDb } = limitPeaks(loud, RATE, ceiling);
    expect(truePeakDb(samples)).toBeLessThanOrEqual(ceiling + 0.01);
    expect(truePeakDb(samples)).toBeGreaterThan(ceiling - 0.5);
    expect(limitedDb).toBeGreaterThan(0);
  });

  test('never moves its gain in a step', () => {
    const { samples } = limitPeaks(loud, RATE, -12);
    const gain = Array.from(samples, (sample, at) => (Math.abs(loud[at]!) > 0.01 ? sample / loud[at]! : NaN));
    const steps = gain.slice(1).map((each, at) => Math.abs(each - gain[at]!));
    expect(Math.max(...steps.filter(Number.isFinite))).toBeLessThan(0.01);
  });

  test('leaves alone what fits', () => {
    const soft = tone(-20, 0.5);
    expect(limitPeaks(soft, RATE, -1)).toEqual({ samples: soft, limitedDb: 0 });
  });
});

describe('finishing', () => {
  const voice = createVoice({ seconds: 3, sampleRateHz: 24_000, f0Hz: () => 120, amplitude: 0.2 });
  const silence = (seconds: number) => createNoise(24_000 * seconds, 3).map((each) => each * 1e-5);
  const take = joined(silence(1), voice, silence(2));

  test('without wishes gives the very samples back', () => {
    expect(finish(voice, 24_000, { trimSilence: false })).toMatchObject({
      samples: voice,
      untouched: true,
      gainDb: 0,
      limitedDb: 0,
    });
  });

  test.each([-23, -16, -14])('reaches %d LUFS and keeps -1 dBTP', (loudnessLufs) => {
    const done = finish(take, 24_000, { trimSilence: false, loudnessLufs, peakDb: -1 });
    expect(Math.abs(done.loudnessAfter - loudnessLufs)).toBeLessThan(0.2);
    expect(done.truePeakAfter).toBeLessThanOrEqual(-0.99);
    expect(done.untouched).toBe(false);
  });

  test('trims silence, leaves room around the sound, and says how much went', () => {
    const done = finish(take, 24_000, { trimSilence: true });
    expect(done.trimmedStartSec).toBeGreaterThan(0.85);
    expect(done.trimmedStartSec).toBeLessThan(0.95);
    expect(done.trimmedEndSec).toBeGreaterThan(1.7);
    expect(done.samples.length / 24_000 + done.trimmedStartSec + done.trimmedEndSec).toBeCloseTo(6, 6);
    const { from, to } = soundSpan(take, 24_000);
    expect(take.subarray(from, to)).toEqual(done.samples);
  });

  test.each([44_100, 48_000])('changes the rate to %d Hz and keeps the duration', (sampleRateHz) => {
    const done = finish(voice, 24_000, { trimSilence: false, sampleRateHz });
    expect(done.samples.length).toBe(Math.ceil((voice.length * sampleRateHz) / 24_000));
    expect(done.untouched).toBe(false);
  });

  test('does not make silence louder, nor trim it away', () => {
    const done = finish(new Float32Array(24_000), 24_000, { trimSilence: true, loudnessLufs: -16 });
    expect(done).toMatchObject({ gainDb: 0, loudnessAfter: -70, trimmedStartSec: 0, trimmedEndSec: 0 });
  });
});

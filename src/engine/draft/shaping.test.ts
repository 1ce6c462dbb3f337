import { describe, expect, test } from 'vitest';
import { fadeEdges, joinPieces, trimSilence } from './assemble';
import { vocalTract } from './calibration';
import { settleLevel } from './loudness';
import { MelBands } from './mel-bands';
import { meanActiveDb } from './prompt-analysis';
import { prosodyOf } from './prosody';
import { Stft } from './stft';

const noise = (length: number) =>
  Float32Array.from({ length }, (_, at) => 0.3 * Math.sin(at * at * 0.00037 + 1) * Math.cos(at * 1.7));

describe('Stft', () => {
  test.each([
    [1024, 256],
    [512, 128],
  ])('of %i points gives back what came in when nothing is edited', (size, hop) => {
    const samples = noise(5_000);
    const back = new Stft(size, hop).transform(samples, () => undefined);
    expect(back).toHaveLength(5_000);
    for (let at = 0; at < 5_000; at++) expect(Math.abs(back[at]! - samples[at]!)).toBeLessThan(1e-6);
  });
});

test('mel bands hear a tone in the right band and spread gains smoothly', () => {
  const bands = new MelBands(7_000, 24_000, 1024);
  const re = new Float64Array(513);
  re[Math.round((1_000 * 1024) / 24_000)] = 1;
  const powers = bands.powers(re, new Float64Array(513), new Float64Array(30));
  const loudest = powers.indexOf(Math.max(...powers));
  const gains = Float64Array.from(powers.keys());
  expect(bands.atBin(gains, Math.round((1_000 * 1024) / 24_000))).toBeCloseTo(loudest, 0);
  expect(bands.atBin(gains, 512)).toBe(29);
  expect(bands.atBin(gains, 0)).toBe(0);
});

test('level is brought to the target; what would clip is rounded off below 0.95', () => {
  const samples = noise(24_000);
  expect(meanActiveDb(settleLevel(samples, -26), 24_000)).toBeCloseTo(-26, 1);
  const loud = settleLevel(samples, -3);
  expect(Math.max(...loud.map(Math.abs))).toBeLessThanOrEqual(0.95);
});

test('silence around speech is cut to 30 ms, and pauses are added between pieces only', () => {
  const padded = new Float32Array(24_000);
  padded.set(noise(6_000), 9_000);
  const trimmed = trimSilence(padded, 24_000);
  expect(trimmed.length).toBeGreaterThan(6_000);
  expect(trimmed.length).toBeLessThan(6_000 + 0.1 * 24_000);
  expect(joinPieces([trimmed, trimmed], 0.5, 24_000)).toHaveLength(2 * trimmed.length + 12_000);
  expect(joinPieces([trimmed, trimmed], [0.25, 9], 24_000)).toHaveLength(2 * trimmed.length + 6_000);
});

test('a piece beside a pause begins and ends in silence, and is the same within', () => {
  for (const length of [0, 1, 2, 50, 6_000]) {
    const samples = new Float32Array(length).fill(0.5);
    const faded = fadeEdges(samples, 24_000);
    expect(faded).toHaveLength(length);
    if (length > 1) expect([faded[0], faded.at(-1)]).toEqual([0, 0]);
    expect(faded.slice(96, -96)).toEqual(samples.slice(96, -96));
    for (let at = 1; at < length / 2; at++) expect(faded[at]!).toBeGreaterThanOrEqual(faded[at - 1]!);
  }
});

test('the vocal tract follows formant and pitch by halves, within limits, in hundredths', () => {
  const base = { f0Hz: 127, f3Hz: 2568 };
  expect(vocalTract(base, { thirdFormantHz: 2568, medianF0Hz: 127 })).toBe(1);
  expect(vocalTract(base, { thirdFormantHz: 2568 * 1.1, medianF0Hz: 254 })).toBe(1.12);
  expect(vocalTract(base, { thirdFormantHz: null, medianF0Hz: 254 })).toBe(1.15);
  expect(vocalTract(base, { thirdFormantHz: 4000, medianF0Hz: 280 })).toBe(1.25);
  expect(vocalTract(base, { thirdFormantHz: 1500, medianF0Hz: 60 })).toBe(0.84);
});

test('directions add up', () => {
  const direction = (kind: 'emotion' | 'volume' | 'rate', id: string) => ({ kind, id, en: '', zh: '' });
  expect(
    prosodyOf([direction('emotion', 'happy'), direction('volume', 'loud'), direction('rate', 'fast')]),
  ).toMatchObject({ pitchSt: 3.5, range: 1.35, levelDb: 7.5, tiltDb: 4.5, whisper: false });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { promptReportSchema, type Finding, type PromptReport } from '#contract/domain';
import { createNoise, createTone, createVoice } from '#audio/test-signals';
import { decodeAudio } from '../decode/decode-audio';
import { coachPrompt } from './coach-prompt';

const rateHz = 24_000;

const silence = (seconds: number) => new Float32Array(Math.round(seconds * rateHz));
const concat = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
const speak = (seconds: number, f0Hz = 150, sampleRateHz = rateHz) =>
  createVoice({ seconds, sampleRateHz, f0Hz: () => f0Hz });
const gain = (samples: Float32Array, factor: number) => samples.map((x) => x * factor);

function coach(samples: Float32Array, sampleRateHz = rateHz, channels = 1): PromptReport {
  return promptReportSchema.parse(coachPrompt({ samples, sampleRateHz, channels }));
}

const said = (report: PromptReport) => report.findings.map(({ code, severity }) => `${severity} ${code}`);

describe('a clean prompt', () => {
  const report = coach(concat(silence(0.5), speak(4), silence(0.5)));

  test('is good, and nothing is said about it', () => {
    expect(said(report)).toEqual([]);
    expect(report.verdict).toBe('good');
  });

  test('is measured', () => {
    expect(report.durationSec).toBe(5);
    expect(report.speechSec).toBeGreaterThan(3.8);
    expect(report.speechSec).toBeLessThan(4.1);
    expect(report.peakDb).toBeCloseTo(-6, 1);
    expect(report.clippedRatio).toBe(0);
    expect(report.noiseFloorDb).toBe(-120);
    expect(report.medianF0Hz).toBeCloseTo(150, 0);
  });
});

describe('noise', () => {
  const clean = concat(silence(0.5), speak(4), silence(0.5));
  const speechPower = speak(4).reduce((sum, x) => sum + x * x, 0) / (4 * rateHz);
  const at = (snrDb: number) => {
    const noise = createNoise(clean.length, 2);
    // white noise in [-1, 1] has a power of 1/3
    const factor = Math.sqrt((3 * speechPower) / 10 ** (snrDb / 10));
    return coach(clean.map((x, i) => x + factor * noise[i]!));
  };

  test.each([50, 30, 20, 10])('%i dB below the voice is measured within 2 dB', (snrDb) => {
    expect(Math.abs(at(snrDb).snrDb - snrDb)).toBeLessThan(2);
  });

  test('is said when it is near the voice', () => {
    expect(said(at(30))).toEqual([]);
    const report = at(10);
    expect(said(report)).toEqual(['warning noisy']);
    expect(report.verdict).toBe('usable');
    expect(report.findings[0]!.values).toEqual({ snrDb: report.snrDb });
  });

  test('alone is not speech', () => {
    const report = coach(gain(createNoise(4 * rateHz, 1), 0.3));
    expect(report.speechSec).toBe(0);
    expect(report.best).toBeNull();
    expect(report.verdict).toBe('unusable');
    expect(said(report)).toContain('blocking speech-too-short');
  });
});

describe('several people', () => {
  const sample = async (name: string) => {
    const path = join(import.meta.dirname, '../../../resources/samples', `${name}.wav`);
    const audio = await decodeAudio({ name, bytes: new Uint8Array(readFileSync(path)) });
    return audio.samples;
  };

  test('two voices half an octave apart or more are said, with their pitches and times', async () => {
    const [low, high] = [await sample('sample-a'), await sample('sample-b')];
    expect(said(coach(low)).concat(said(coach(high)))).toEqual([]);
    const report = coach(concat(low, high));
    expect(said(report)).toEqual(['warning several-speakers']);
    const { lowHz, highHz, lowSec, highSec } = report.findings[0]!.values;
    expect(lowHz).toBeGreaterThan(80);
    expect(lowHz).toBeLessThan(115);
    expect(highHz).toBeGreaterThan(180);
    expect(highHz).toBeLessThan(230);
    expect(Math.min(Number(lowSec), Number(highSec))).toBeGreaterThan(1);
  });

  test('turns that change without a pause are seen as well', () => {
    const report = coach(concat(speak(2, 110), speak(2, 210), speak(2, 110)));
    expect(said(report)).toContain('warning several-speakers');
  });

  test.each([
    ['that glides over more than an octave', (sec: number) => 110 * 2 ** (0.6 + 0.6 * Math.sin(sec * 4))],
    ['that falls through a sentence', (sec: number) => 300 * 2 ** (-sec / 5)],
    ['of one word in another voice', (sec: number) => (sec > 3 && sec < 3.4 ? 260 : 120)],
    ['and another less than half an octave away', (sec: number) => (sec < 3 ? 120 : 160)],
  ])('one voice %s is not taken for two people', (_what, f0Hz) => {
    const samples = createVoice({ seconds: 6, sampleRateHz: rateHz, f0Hz });
    expect(said(coach(samples))).not.toContain('warning several-speakers');
  });
});

describe('length', () => {
  test.each([
    ['0.2 s', speak(0.2), 'blocking speech-too-short'],
    ['2.5 s', speak(2.5), 'blocking speech-too-short'],
    [
      'half a second of speech in 4 s',
      concat(silence(2), speak(0.5), silence(1.5)),
      'blocking speech-too-short',
    ],
    ['2 s of speech in 4 s', concat(silence(1), speak(2), silence(1)), 'warning speech-too-short'],
    ['16 s', speak(16), 'warning prompt-long'],
    ['31 s', speak(31), 'blocking prompt-too-long'],
  ])('%s', (_, samples, expected) => {
    const report = coach(samples);
    expect(said(report)).toEqual([expected]);
    expect(report.verdict).toBe(expected.startsWith('blocking') ? 'unusable' : 'usable');
    const { values } = report.findings[0]!;
    expect(values).toHaveProperty(expected.includes('too-short') ? 'speechSec' : 'durationSec');
  });

  test('exactly 3, 15 and 30 s are accepted', () => {
    for (const [seconds, verdict] of [
      [3, 'good'],
      [15, 'good'],
      [30, 'usable'],
    ] as const)
      expect(coach(speak(seconds)).verdict).toBe(verdict);
  });
});

describe('level', () => {
  test('silence, and nothing at all, are refused in one sentence', () => {
    for (const samples of [silence(4), new Float32Array(0), gain(createNoise(4 * rateHz, 1), 1e-4)]) {
      const report = coach(samples);
      expect(said(report)).toEqual(['blocking silent']);
      expect(report.best).toBeNull();
    }
  });

  test('a quiet voice is measured all the same', () => {
    const report = coach(gain(speak(4), 0.02));
    expect(said(report)).toEqual(['warning quiet']);
    expect(report.findings[0]!.values).toEqual({ peakDb: -40 });
    expect(report.medianF0Hz).toBeCloseTo(150, 0);
  });

  test('clipping is counted in runs: a voice over full scale, not one that touches it', () => {
    const clipped = coach(gain(speak(4), 4).map((x) => Math.max(-1, Math.min(1, x))));
    expect(said(clipped)).toEqual(['warning clipping']);
    expect(clipped.clippedRatio).toBeGreaterThan(0.01);
    expect(said(coach(gain(speak(4), 2)))).toEqual([]);
  });

  test('clipping of more than a tenth refuses the prompt', () => {
    const ruined = coach(gain(speak(4), 400).map((x) => Math.max(-1, Math.min(1, x))));
    expect(ruined.clippedRatio).toBeGreaterThan(0.1);
    expect(said(ruined)).toContain('blocking clipping');
    expect(ruined.verdict).toBe('unusable');
  });

  test.each([
    ['before', 3, 0.3],
    ['after', 0.3, 8],
  ])('much silence %s the words is told, with where they are', (_, beforeSec, afterSec) => {
    const report = coach(concat(silence(beforeSec), speak(4), silence(afterSec)));
    expect(said(report)).toEqual(['warning silence-around']);
    expect(report.spoken!.startSec).toBeCloseTo(Math.max(0, beforeSec - 0.2), 1);
    expect(report.spoken!.endSec).toBeCloseTo(beforeSec + 4 + Math.min(0.2, afterSec), 1);
  });

  test.each([0.03, 0.09])('a direct current of %d changes nothing that is measured', (offset) => {
    const noise = createNoise(5 * rateHz, 2);
    const clean = concat(silence(0.5), speak(4), silence(0.5)).map((x, at) => x + 0.0005 * noise[at]!);
    const { snrDb, findings, verdict } = coach(clean.map((x) => x + offset));
    expect(Math.abs(snrDb - coach(clean).snrDb)).toBeLessThan(0.5);
    expect({ findings, verdict }).toEqual({ findings: [], verdict: 'good' });
  });

  test('samples that are not numbers are counted and refused', () => {
    const samples = speak(4);
    samples[7] = NaN;
    samples[8] = -Infinity;
    const report = coach(samples);
    expect(report.verdict).toBe('unusable');
    expect(report.findings[0]!.values).toEqual({ notFinite: 2, samples: 96_000 });
  });
});

describe('format', () => {
  test('under 16 kHz is refused with both numbers', () => {
    const report = coach(speak(4, 150, 8_000), 8_000);
    expect(said(report)).toEqual(['blocking rate-too-low']);
    expect(report.findings[0]!.values).toEqual({ sampleRateHz: 8_000, minRateHz: 16_000 });
    expect(coach(speak(4, 150, 16_000), 16_000).verdict).toBe('good');
  });

  test('several channels are noted, and cost nothing', () => {
    const report = coach(speak(4), rateHz, 6);
    expect(said(report)).toEqual(['note mixed-down']);
    expect(report.verdict).toBe('good');
  });

  test('one channel among many is not said to be mixed', () => {
    const told = (used: number): Finding[] => [
      { code: 'channels-left-out', severity: 'note', values: { used, channels: 6 } },
    ];
    const prompt = { samples: speak(4), sampleRateHz: rateHz, channels: 6 };
    expect(said(coachPrompt({ ...prompt, told: told(1) }))).toEqual(['note channels-left-out']);
    expect(said(coachPrompt({ ...prompt, told: told(2) }))).toEqual([
      'note channels-left-out',
      'note mixed-down',
    ]);
  });

  test('a voice above 280 Hz is noted', () => {
    const report = coach(speak(4, 330));
    expect(said(report)).toEqual(['note pitch-capped']);
    expect(report.findings[0]!.values).toEqual({ medianF0Hz: report.medianF0Hz, maxF0Hz: 280 });
  });
});

describe('the best part', () => {
  const slice = (samples: Float32Array, { best }: PromptReport) =>
    samples.subarray(Math.round(best!.startSec * rateHz), Math.round(best!.endSec * rateHz));

  test('lies in the speech, not in the silence around it', () => {
    const { best } = coach(concat(silence(4), speak(5), silence(4)));
    expect(best!.startSec).toBeGreaterThan(3.9);
    expect(best!.endSec).toBeLessThan(9.6);
    expect(best!.endSec - best!.startSec).toBeGreaterThanOrEqual(3);
    expect(best!.endSec - best!.startSec).toBeLessThanOrEqual(5.5);
  });

  test('prefers the part that is farther from the noise', () => {
    const noise = gain(createNoise(14 * rateHz, 9), 0.01);
    const voice = concat(silence(1), gain(speak(5), 0.2), silence(1), speak(5), silence(2));
    expect(coach(voice.map((x, i) => x + noise[i]!)).best!.startSec).toBeGreaterThan(6.5);
  });

  test('is never clipped', () => {
    const shout = gain(speak(5), 5).map((x) => Math.max(-1, Math.min(1, x)));
    expect(coach(concat(shout, silence(1), speak(5))).best!.startSec).toBeGreaterThan(4.9);
    expect(coach(shout).best).toBeNull();
  });

  test('of a long recording makes a good prompt', () => {
    const sentences = concat(...[1.1, 0.7, 2.4, 3.3, 1.6].flatMap((sec) => [speak(sec), silence(0.6)]));
    expect(coach(slice(sentences, coach(sentences))).verdict).toBe('good');
  });

  test('does not exist under three seconds', () => {
    expect(coach(speak(2.9)).best).toBeNull();
  });
});

test('a steady tone is measured without a fall', () => {
  const report = coach(createTone(200, 4, rateHz));
  expect(report.medianF0Hz).toBeCloseTo(200, 0);
  expect(report.peakDb).toBeCloseTo(-6, 1);
});

test('a synthetic speaker: pauses are not speech, the pitch is that of the voice, nothing is wrong', async () => {
  const file = join(import.meta.dirname, '../../../tests/golden/audio/speech-16k.flac');
  const audio = await decodeAudio({ name: 'speech', bytes: new Uint8Array(readFileSync(file)) });
  const report = coach(audio.samples, audio.sampleRateHz, audio.channels);
  expect(report.verdict).toBe('good');
  expect(report.durationSec - report.speechSec).toBeGreaterThan(0.5);
  expect(report.medianF0Hz).toBeGreaterThan(85);
  expect(report.medianF0Hz).toBeLessThan(115);
  expect(report.best!.endSec - report.best!.startSec).toBeGreaterThanOrEqual(3);
});

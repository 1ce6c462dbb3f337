import { describe, expect, test } from 'vitest';
import { createTestSignal } from '../../../../tests/golden/cosyvoice3/test-signal';
import { alignPrompt } from './align';
import { cleanReference } from './clean-reference';
import { preparePrompt } from './prompt-features';

const tone = (seconds: number, sampleRateHz: number, amplitude = 0.5) =>
  Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, n) => amplitude * Math.sin((2 * Math.PI * 200 * n) / sampleRateHz),
  );
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => Array.from(part)));
const peakOf = (samples: Float32Array) =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('a clean reference', () => {
  test('has no silence around the speech and 0.3 s after it', () => {
    const rate = 16_000;
    const silence = new Float32Array(rate);
    const cleaned = cleanReference(joined(silence, tone(2, rate), silence), rate, 30);
    // frames of 27.5 ms that touch the speech are kept whole
    expect(cleaned.length / rate).toBeGreaterThan(2.29);
    expect(cleaned.length / rate).toBeLessThan(2.35);
    expect(cleaned.subarray(-4800).every((sample) => sample === 0)).toBe(true);
    expect(peakOf(cleaned.subarray(0, 441))).toBeGreaterThan(0.4);
  });

  test('is cut on the reference’s frames of 220 samples', () => {
    const samples = new Float32Array(16_000);
    samples[5000] = 1;
    // sample 5000 lies in the centred frames 22 and 23 alone
    const cleaned = cleanReference(samples, 16_000, 30);
    expect(cleaned.length).toBe(2 * 220 + 4800);
    expect(cleaned.findIndex((sample) => sample !== 0)).toBe(5000 - 22 * 220);
  });

  test('is made quieter beyond a peak of 0.8, never louder', () => {
    expect(peakOf(cleanReference(tone(1, 24_000, 1), 24_000, 30))).toBeCloseTo(0.8, 5);
    expect(peakOf(cleanReference(tone(1, 24_000, 0.1), 24_000, 30))).toBeCloseTo(0.1, 5);
  });

  test('gets a shorter tail rather than a length that is refused', () => {
    const rate = 16_000;
    expect(cleanReference(tone(29.9, rate), rate, 30).length).toBe(30 * rate);
    expect(cleanReference(tone(30, rate), rate, 30).length).toBe(30 * rate);
  });
});

describe('the features of a prompt', () => {
  test('have their three frame rates, from one second at any sample rate', () => {
    for (const sampleRateHz of [16_000, 22_050, 44_100, 48_000]) {
      const features = preparePrompt(
        { samples: createTestSignal(sampleRateHz), sampleRateHz },
        { cleanReference: false },
      );
      expect(features.durationSec).toBe(1);
      expect([features.tokenizerMel.bins, features.tokenizerMel.frames]).toEqual([128, 100]);
      expect([features.speakerFbank.frames, features.speakerFbank.bins]).toEqual([98, 80]);
      expect([features.flowMel.frames, features.flowMel.bins]).toEqual([50, 80]);
    }
  });

  test('are finite for speech between digital silences', () => {
    const rate = 16_000;
    const { tokenizerMel, speakerFbank, flowMel } = preparePrompt({
      samples: joined(new Float32Array(8000), tone(1, rate), new Float32Array(8000)),
      sampleRateHz: rate,
    });
    for (const { data } of [tokenizerMel, speakerFbank, flowMel])
      expect(data.every(Number.isFinite)).toBe(true);
  });

  test('agree between rates: the prompt is heard, not its file', () => {
    const of = (sampleRateHz: number) =>
      preparePrompt({ samples: createTestSignal(sampleRateHz), sampleRateHz }, { cleanReference: false })
        .tokenizerMel.data;
    const [low, high] = [of(16_000), of(48_000)];
    const distance = low.reduce((total, value, i) => total + Math.abs(value - high[i]!), 0) / low.length;
    expect(distance).toBeLessThan(0.05);
  });

  const refused = [
    { name: '8 kHz', audio: { samples: tone(4, 8000), sampleRateHz: 8000 }, code: 'audio-rate-too-low' },
    { name: '0.2 s', audio: { samples: tone(0.2, 16_000), sampleRateHz: 16_000 }, code: 'prompt-too-short' },
    {
      name: '0.3 s of sound in silence',
      audio: {
        samples: joined(new Float32Array(32_000), tone(0.3, 16_000), new Float32Array(32_000)),
        sampleRateHz: 16_000,
      },
      code: 'prompt-too-short',
    },
    { name: '31 s', audio: { samples: tone(31, 16_000), sampleRateHz: 16_000 }, code: 'prompt-too-long' },
    {
      name: 'silence',
      audio: { samples: new Float32Array(48_000), sampleRateHz: 16_000 },
      code: 'prompt-silent',
    },
    {
      name: 'NaN',
      audio: { samples: tone(4, 16_000).fill(NaN, 10, 11), sampleRateHz: 16_000 },
      code: 'audio-not-finite',
    },
    {
      name: 'nothing',
      audio: { samples: new Float32Array(0), sampleRateHz: 16_000 },
      code: 'prompt-too-short',
    },
  ];
  test.each(refused)('are refused for $name', ({ audio, code }) => {
    expect(() => preparePrompt(audio)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('aligned tokens and mel', () => {
  const mel = (frames: number) => ({
    data: Float32Array.from({ length: frames * 80 }, (_, i) => i),
    frames,
    bins: 80,
  });

  test.each([
    { tokens: 87, frames: 174, count: 87 },
    { tokens: 88, frames: 174, count: 87 },
    { tokens: 87, frames: 180, count: 87 },
    { tokens: 87, frames: 173, count: 86 },
  ])('of $tokens tokens and $frames frames are $count and twice as many', ({ tokens, frames, count }) => {
    const aligned = alignPrompt(
      Int32Array.from({ length: tokens }, (_, i) => i),
      mel(frames),
    );
    expect(aligned.tokens.length).toBe(count);
    expect(aligned.mel.frames).toBe(2 * count);
    expect(aligned.mel.data).toEqual(mel(frames).data.slice(0, 2 * count * 80));
    expect(aligned.tokens.at(-1)).toBe(count - 1);
  });
});

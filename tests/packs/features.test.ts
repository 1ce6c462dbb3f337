import { describe, expect, test } from 'vitest';
import { resample } from '../../src/audio/resample';
import { cleanReference } from '../../src/engine/cosyvoice3/prompt/clean-reference';
import { flowMel } from '../../src/engine/cosyvoice3/prompt/flow-mel';
import { speakerFbank } from '../../src/engine/cosyvoice3/prompt/speaker-fbank';
import { tokenizerMel } from '../../src/engine/cosyvoice3/prompt/tokenizer-mel';
import * as reference from './reference/features';
import { draws } from './reference/random';

/** Every prompt feature against a naive second implementation, on signals that no golden file has. */

const RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000] as const;

/** Deterministic noise in [-1, 1). */
function noise(length: number, seed: number, level = 0.5): Float32Array {
  const draw = draws(seed, 0, 0);
  return Float32Array.from({ length }, () => level * (2 * draw() - 1));
}

const signals: readonly (readonly [name: string, make: (length: number, rate: number) => Float32Array])[] = [
  ['noise', (length) => noise(length, 3)],
  ['a chirp', (length, rate) => Float32Array.from({ length }, (_, i) => 0.7 * Math.sin((9000 * i * i) / length / rate))],
  ['a click in silence', (length) => Float32Array.from({ length }, (_, i) => (i === length >> 1 ? 1 : 0))],
  ['a constant', (length) => new Float32Array(length).fill(0.25)],
  ['full-scale square waves', (length) => Float32Array.from({ length }, (_, i) => ((i / 50) & 1 ? 1 : -1))],
  ['very quiet noise', (length) => noise(length, 4, 1e-4)],
]; // prettier-ignore

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < b.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
};

describe.each(RATES)('from %i Hz', (rate) => {
  test.each([16_000, 24_000])('to %i Hz the resampler agrees with the naive sum at any length', (to) => {
    for (const length of [1, 7, 160, 1001, 4099]) {
      const signal = noise(length, length);
      const expected = reference.resample(signal, rate, to);
      const found = resample(signal, rate, to);
      expect(found).toHaveLength(Math.ceil((to * length) / rate));
      expect(found).toHaveLength(expected.length);
      expect(worst(found, expected)).toBeLessThan(2e-6);
    }
  });

  test.each([16_000, 24_000])('to %i Hz a tone stays the tone, sample by sample', (to) => {
    // far from both ends, and below the roll-off of either rate
    for (const hz of [50, 440, 3000]) {
      const signal = Float32Array.from({ length: rate / 5 }, (_, i) =>
        Math.sin((2 * Math.PI * hz * i) / rate),
      );
      const found = resample(signal, rate, to);
      const edge = Math.ceil(0.002 * to);
      for (let i = edge; i < found.length - edge; i++) {
        // the short kernel ripples by some thousandths in its pass band
        expect(Math.abs(found[i]! - Math.sin((2 * Math.PI * hz * i) / to))).toBeLessThan(0.02);
      }
    }
  });
});

describe.each(signals)('of %s', (_name, make) => {
  test('the speech tokenizer hears what the naive transform gives', () => {
    for (const length of [8000, 9999]) {
      const signal = make(length, 16_000);
      const { data, frames } = tokenizerMel(signal);
      const expected = reference.tokenizerMel(Array.from(signal));
      expect(frames).toBe(Math.floor(length / 160));
      expect(worst(data, expected.flat())).toBeLessThan(2e-5);
    }
  });

  test('the speaker encoder hears what the naive transform gives', () => {
    for (const length of [8000, 8159, 8161]) {
      const signal = make(length, 16_000);
      const { data, frames } = speakerFbank(signal);
      const expected = reference.speakerFbank(Array.from(signal));
      expect(frames).toBe(1 + Math.floor((length - 400) / 160));
      expect(worst(data, expected.flat())).toBeLessThan(2e-4);
    }
  });

  test('the flow continues what the naive transform gives', () => {
    const signal = make(12_100, 24_000);
    const { data, frames } = flowMel(signal);
    const expected = reference.flowMel(Array.from(signal));
    expect(frames).toBe(25);
    expect(worst(data, expected.flat())).toBeLessThan(2e-4);
  });
});

test('a prompt is cleaned as the naive rule says, at any rate and with any silence around it', () => {
  for (const rate of RATES) {
    for (const [before, after, level] of [[0, 0, 1], [0.4, 0.7, 0.3], [0.05, 0, 0.9]] as const) {
      const sound = noise(Math.round(0.6 * rate), rate, level);
      const signal = new Float32Array(Math.round((before + 0.6 + after) * rate));
      signal.set(sound, Math.round(before * rate));
      const expected = reference.cleaned(signal, rate);
      const found = cleanReference(signal, rate, 30);
      expect(found).toHaveLength(expected.length);
      expect(worst(found, expected)).toBeLessThan(1e-7);
    }
  }
}); // prettier-ignore

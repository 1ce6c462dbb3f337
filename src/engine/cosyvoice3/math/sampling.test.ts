import { describe, expect, test } from 'vitest';
import { EOS_ID, SOS_ID, SPEECH_CODES, SPEECH_LOGITS } from '../geometry';
import { createRandom, type Random } from './random';
import { RepetitionAwareSampler, defaultSampling, forbidStops } from './sampling';

const logitsOf = (...probabilities: number[]): Float32Array => Float32Array.from(probabilities, Math.log);
/** Answers with these numbers, then fails. */
const scripted = (...values: number[]): Random => ({
  next: () => {
    const value = values.shift();
    if (value === undefined) throw new Error('the sampler drew more often than expected');
    return value;
  },
});
const drawMany = (
  logits: Float32Array,
  count: number,
  history: number[] = [],
  settings = defaultSampling,
) => {
  const sampler = new RepetitionAwareSampler(createRandom(3n), settings);
  const counts = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const id = sampler.draw(logits, history);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return { counts, redraws: sampler.redraws };
};

describe('the nucleus', () => {
  test('takes the entry that crosses 0.8 and nothing after it', () => {
    const { counts } = drawMany(logitsOf(0.5, 0.31, 0.19), 3000);
    expect([...counts.keys()].sort()).toEqual([0, 1]);
    expect(counts.get(0)! / 3000).toBeCloseTo(0.5 / 0.81, 1);
  });

  test('is one entry when that one is enough', () => {
    expect([...drawMany(logitsOf(0.9, 0.1), 500).counts.keys()]).toEqual([0]);
  });

  test('has exactly 25 candidates of a flat distribution: the lowest ids, because ties keep their order', () => {
    const { counts } = drawMany(new Float32Array(SPEECH_LOGITS), 5000);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, id) => id));
  });

  test('finds the best wherever they stand', () => {
    const logits = new Float32Array(SPEECH_LOGITS).fill(-20);
    [6000, 17, 3333].forEach((id, rank) => (logits[id] = 5 - rank * 0.1));
    const { counts } = drawMany(logits, 2000);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([17, 3333, 6000]);
  });

  test('is walked from the most probable on', () => {
    const logits = logitsOf(0.2, 0.5, 0.3);
    const drawAt = (u: number) => new RepetitionAwareSampler(scripted(u)).draw(logits, []);
    expect(drawAt(0)).toBe(1);
    expect(drawAt(0.62)).toBe(1);
    expect(drawAt(0.63)).toBe(2);
    expect(drawAt(0.999999)).toBe(2);
  });

  test('follows top p and top k when they are changed', () => {
    const logits = logitsOf(0.4, 0.3, 0.2, 0.1);
    const ids = (settings: Partial<typeof defaultSampling>) =>
      drawMany(logits, 2000, [], { ...defaultSampling, ...settings }).counts.size;
    expect(ids({ topP: 1 })).toBe(4);
    expect(ids({ topP: 0.1 })).toBe(1);
    expect(ids({ topP: 1, topK: 2 })).toBe(2);
  });
});

describe('the repetition test', () => {
  test('never gives a token of the last ten again while there is another', () => {
    const logits = new Float32Array(SPEECH_LOGITS).fill(-3);
    logits[77] = 20;
    const { counts, redraws } = drawMany(logits, 500, [77]);
    expect(counts.has(77)).toBe(false);
    expect(redraws).toBe(500);
  });

  test('gives it when nothing else is possible', () => {
    const logits = new Float32Array(SPEECH_LOGITS).fill(-Infinity);
    logits[77] = 1;
    expect([...drawMany(logits, 20, [77]).counts.keys()]).toEqual([77]);
  });

  test('forgets what lies eleven tokens back', () => {
    const logits = logitsOf(0.95, 0.05);
    const history = [0, ...Array.from({ length: 10 }, () => 9)];
    expect(drawMany(logits, 100, history).redraws).toBe(0);
    expect(drawMany(logits, 100, history.slice(0, 10)).redraws).toBe(100);
  });

  test('draws the second time from everything else, beyond the nucleus, and takes it without another test', () => {
    const logits = logitsOf(0.9, 0.06, 0.03, 0.01);
    const { counts } = drawMany(logits, 20_000, [0, 1]);
    expect([...counts.keys()].sort()).toEqual([1, 2, 3]);
    expect(counts.get(1)! / 20_000).toBeCloseTo(0.6, 1);
    expect(counts.get(3)! / 20_000).toBeCloseTo(0.1, 1);
  });

  test('is off with a window of 0', () => {
    const settings = { ...defaultSampling, windowSize: 0 };
    expect(drawMany(logitsOf(0.95, 0.05), 50, [0], settings).redraws).toBe(0);
  });
});

describe('stop ids', () => {
  const likelyStop = () => {
    const logits = new Float32Array(SPEECH_LOGITS).fill(-9);
    logits.fill(9, SPEECH_CODES);
    return logits;
  };

  test('are all impossible under strict masking, in both draws', () => {
    const logits = likelyStop();
    forbidStops(logits, 'strict');
    const sampler = new RepetitionAwareSampler(createRandom(1n));
    const history: number[] = [];
    for (let i = 0; i < 300; i++) history.push(sampler.draw(logits, history));
    expect(Math.max(...history)).toBeLessThan(SPEECH_CODES);
    expect(sampler.redraws).toBeGreaterThan(0);
  });

  test('are possible but the first under upstream masking', () => {
    const logits = likelyStop();
    forbidStops(logits, 'upstream');
    expect(logits[SOS_ID]).toBe(-Infinity);
    expect(logits[EOS_ID]).toBe(9);
    expect(new RepetitionAwareSampler(createRandom(1n)).draw(logits, [])).toBeGreaterThanOrEqual(EOS_ID);
  });
});

describe('logits that are not numbers', () => {
  test.each([NaN, Infinity])('%s among them is a named failure', (bad) => {
    const logits = new Float32Array(10);
    logits[4] = bad;
    expect(() => new RepetitionAwareSampler(createRandom(1n)).draw(logits, [])).toThrow(
      expect.objectContaining({ code: 'not-a-number' }) as Error,
    );
  });

  test('nothing but -Infinity is one too', () => {
    const logits = new Float32Array(10).fill(-Infinity);
    expect(() => new RepetitionAwareSampler(createRandom(1n)).draw(logits, [])).toThrow(
      expect.objectContaining({ code: 'not-a-number' }) as Error,
    );
  });
});

test('the same seed draws the same tokens, another seed others', () => {
  const logits = Float32Array.from({ length: SPEECH_LOGITS }, (_, id) => Math.sin(id) * 4);
  const tokens = (seed: bigint) => {
    const sampler = new RepetitionAwareSampler(createRandom(seed));
    const history: number[] = [];
    for (let i = 0; i < 50; i++) history.push(sampler.draw(logits, history));
    return history;
  };
  expect(tokens(5n)).toEqual(tokens(5n));
  expect(tokens(5n)).not.toEqual(tokens(6n));
});

import { describe, expect, test } from 'vitest';
import { diagnoseLength, diagnoseSegment } from './diagnosis';
import { chooseMemoryMode } from './memory-need';
import type { GeneratedTokens } from './stages/speech-tokens';

const drawn = (change: Partial<GeneratedTokens> = {}): GeneratedTokens => ({
  tokens: Array.from({ length: 40 }, (_, i) => 100 + i),
  generated: 40,
  stop: 'eos',
  redraws: 0,
  attempt: 0,
  subSeed: '0',
  prefillMs: 1,
  ...change,
});
const codes = (given: GeneratedTokens, textIds = 8, peak = 0.5) =>
  diagnoseSegment({ number: 1, textIds, drawn: given, peak }).map(({ code }) => code);

describe('a segment is flagged', () => {
  test('never when it looks like speech', () => expect(codes(drawn())).toEqual([]));

  test.each([
    [
      'its ratio of speech to text tokens is out of range',
      drawn({ generated: 10 }),
      'segment-token-ratio',
      8,
    ],
    ['it ran into the longest length', drawn({ stop: 'max-length' }), 'segment-max-length', 8],
    ['most of it is silent codes', drawn({ tokens: [1, 2, 28, 29, 55, 100] }), 'segment-silent', 8],
    ['nothing came', drawn({ tokens: [], generated: 0, attempt: 2 }), 'segment-empty', 8],
  ] as const)('when %s', (_why, given, code, textIds) => expect(codes(given, textIds)).toEqual([code]));

  test('when nothing can be heard', () => expect(codes(drawn(), 8, 0.001)).toEqual(['segment-quiet']));

  test('when it is much shorter than what the prompt says', () => {
    const transcript = 'Hello, my name is Sarah.';
    expect(diagnoseLength('Hi.', transcript, 2)).toMatchObject([
      { code: 'segment-short', values: { segment: 2 } },
    ]);
    expect(diagnoseLength('A text as long.', transcript, 2)).toEqual([]);
  });
});

test('everything stays loaded only where the weights and half as much again fit', () => {
  const gib = 1024 ** 3;
  const mode = (totalGib: number, freeGib: number) =>
    chooseMemoryMode(2.8 * gib, { totalBytes: totalGib * gib, freeBytes: freeGib * gib });
  expect(mode(8, 7)).toBe('stages');
  expect(mode(16, 3)).toBe('stages');
  expect(mode(16, 9)).toBe('keep');
});

import { describe, expect, test } from 'vitest';
import { resolveMode } from '#contract/mode';
import { checkRequest } from './take-request';

const request = { text: 'Hello', voiceId: 'v', seed: 1, speed: 1 };
const refusalOf = (change: object, instruction = '') => {
  try {
    return checkRequest({ ...request, ...change }, instruction);
  } catch (thrown) {
    return thrown;
  }
};

describe('bad input is refused with its numbers and a repair', () => {
  test.each([
    ['an empty text', { text: ' \n ' }, 'text-empty', {}],
    ['punctuation only', { text: '…?! ——。' }, 'text-unspeakable', { text: '…?! ——。' }],
    [
      '100 001 characters',
      { text: '字'.repeat(100_001) },
      'text-too-long',
      { characters: 100_001, max: 100_000 },
    ],
    ['seed 0', { seed: 0 }, 'seed-out-of-range', { seed: 0, min: 1, max: 100_000_000 }],
    ['seed 1.5', { seed: 1.5 }, 'seed-out-of-range', { seed: 1.5 }],
    ['seed 1e9', { seed: 1e9 }, 'seed-out-of-range', { seed: 1e9 }],
    ['speed 0', { speed: 0 }, 'speed-out-of-range', { speed: 0, min: 0.5, max: 2 }],
    ['speed 5', { speed: 5 }, 'speed-out-of-range', { speed: 5 }],
    ['speed NaN', { speed: NaN }, 'speed-out-of-range', {}],
  ])('%s', (_, change, code, values) => {
    expect(refusalOf(change)).toMatchObject({ code, values });
  });

  test('100 000 characters and the line ends around them are taken', () => {
    expect(refusalOf({ text: `\n ${'字'.repeat(100_000)}\n` })).not.toBeInstanceOf(Error);
  });

  test('an instruction of 201 characters', () => {
    expect(refusalOf({}, 'é'.repeat(201))).toMatchObject({
      code: 'instruction-too-long',
      values: { characters: 201, max: 200 },
    });
  });
});

describe('what is allowed', () => {
  test.each(['A', '你好', '３', 'Ω!', '…yes…', '👍 ok'])('the text %s', (text) => {
    expect(checkRequest({ ...request, text }, '')).toEqual([]);
  });

  test('201 characters, with a warning that says so; emoji count as one', () => {
    expect(checkRequest({ ...request, text: 'a'.repeat(200) }, '')).toEqual([]);
    expect(checkRequest({ ...request, text: `a${'👍'.repeat(200)}` }, '')).toMatchObject([
      { code: 'text-long', values: { characters: 201, advised: 200 } },
    ]);
  });

  test('both ends of every range', () => {
    expect(checkRequest({ ...request, seed: 100_000_000, speed: 0.5 }, 'i'.repeat(100))).toEqual([]);
    expect(checkRequest(request, 'i'.repeat(200))).toMatchObject([{ code: 'instruction-long' }]);
    expect(checkRequest({ ...request, seed: 1, speed: 2 }, '')).toEqual([]);
  });
});

test('auto mode: an instruction directs, a transcript allows zero-shot, else the voice alone is taken', () => {
  expect(resolveMode('auto', { instruction: 'happily', transcript: 'x' })).toBe('instruct2');
  expect(resolveMode('auto', { instruction: '', transcript: 'x' })).toBe('zero_shot');
  expect(resolveMode(undefined, { instruction: '', transcript: '' })).toBe('cross_lingual');
  expect(resolveMode('cross_lingual', { instruction: 'happily', transcript: 'x' })).toBe('cross_lingual');
});

import { expect, test } from 'vitest';
import { replacedLines } from './script-replace';

const lines = ['The cat sat. THE END', 'A catalogue, a cat', '整条街都来了，街', 'nothing'].map(
  (text, at) => ({
    id: String(at),
    text,
  }),
);
const usual = { replace: 'x', matchCase: false, wholeWords: false };
const after = (find: string, more = {}) =>
  replacedLines(lines, { ...usual, find, ...more }).map(({ lineId, after: text, count }) => [
    lineId,
    text,
    count,
  ]);

test('finds words as they are typed, in every script, and tells how often', () => {
  expect(after('the')).toEqual([['0', 'x cat sat. x END', 2]]);
  expect(after('THE', { matchCase: true })).toEqual([['0', 'The cat sat. x END', 1]]);
  expect(after('cat', { wholeWords: true })).toEqual([
    ['0', 'The x sat. THE END', 1],
    ['1', 'A catalogue, a x', 1],
  ]);
  expect(after('街')).toEqual([['2', '整条x都来了，x', 2]]);
});

test('takes no sign of what is searched or put for an order, and changes nothing without words', () => {
  const signs = '\\^$.*+?()[]{}|/-';
  for (const sign of signs) {
    const odd = [{ id: 'a', text: `1${sign}2` }];
    expect(replacedLines(odd, { ...usual, find: sign, replace: '$&\\1' })).toMatchObject([
      { after: '1$&\\12' },
    ]);
  }
  expect(after('')).toEqual([]);
  expect(after('cat', { replace: 'cat', matchCase: true })).toEqual([]);
});

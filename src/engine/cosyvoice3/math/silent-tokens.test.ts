import { expect, test } from 'vitest';
import { dropLongSilences, isSilentToken } from './silent-tokens';

test('of silent codes in a row only the first five stay, whichever codes they are', () => {
  const run = [1, 2, 28, 29, 55, 248, 494, 2241];
  expect(dropLongSilences([9, ...run, 8, ...run])).toEqual([9, ...run.slice(0, 5), 8, ...run.slice(0, 5)]);
});

test('exactly five silent codes are all kept, and any other code starts the count again', () => {
  const tokens = [2242, 2322, 2323, 1, 1, 3, 1, 1, 1, 1, 1];
  expect(dropLongSilences(tokens)).toEqual(tokens);
});

test('a run of 0 keeps every pause as long as it is', () => {
  const tokens = new Array<number>(40).fill(1);
  expect(dropLongSilences(tokens, 0)).toEqual(tokens);
  expect(dropLongSilences(tokens, 2)).toEqual([1, 1]);
});

test('speech is no silence', () => {
  expect([0, 3, 6560].some(isSilentToken)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { compare, median, spreadOf } from './statistics';

describe('the median', () => {
  test('is the middle value, whatever the order and however far the others are', () => {
    expect(median([3, 1000, 1])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  test('sorts numbers as numbers and leaves its input alone', () => {
    const values = [10, 9, 100];
    expect(median(values)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  test('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test('a spread has the median and both ends', () => {
  expect(spreadOf([5, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 5 });
});

describe('a comparison', () => {
  test('divides the medians, so that one slow round does not decide', () => {
    expect(compare([2, 2, 40], [1, 1, 1])).toEqual({ median: 2, lowest: 2, highest: 40 });
  });

  test('pairs the rounds for its ends, since a slow machine slows both', () => {
    expect(compare([2, 20, 4], [1, 10, 2])).toEqual({ median: 2, lowest: 2, highest: 2 });
  });

  test('of unequal rounds is refused', () => {
    expect(() => compare([1, 2], [1])).toThrow('2 rounds against 1');
  });
});

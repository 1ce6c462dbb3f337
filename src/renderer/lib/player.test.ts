import { describe, expect, test } from 'vitest';
import { playheadAt, startOffset } from './player-position';
import { clockTime, elapsed } from './quantity';

const head = { startedAtSec: 10, offsetSec: 1, durationSec: 4, loop: undefined, rate: 1 };

describe('the position of a playing sound', () => {
  test('follows the audio clock and stops at the end', () => {
    expect(playheadAt(head, 10)).toBe(1);
    expect(playheadAt(head, 11.5)).toBe(2.5);
    expect(playheadAt(head, 99)).toBe(4);
  });

  test('runs as fast as the sound is heard', () => {
    expect(playheadAt({ ...head, rate: 1.5 }, 11)).toBe(2.5);
    expect(playheadAt({ ...head, rate: 0.5 }, 14)).toBe(3);
  });

  test('wraps inside a loop as often as it was played', () => {
    const looped = { ...head, loop: { startSec: 1, endSec: 2.5 } };
    expect(playheadAt(looped, 11)).toBe(2);
    expect(playheadAt(looped, 12)).toBeCloseTo(1.5);
    expect(playheadAt(looped, 10 + 1.5 * 20 + 0.25)).toBeCloseTo(1.25);
  });

  test('does not run backwards when the device reports an earlier clock', () => {
    expect(playheadAt(head, 9.99)).toBe(1);
  });
});

describe('where to start', () => {
  test('is the front when the sound had ended', () => {
    expect(startOffset(4, 4, undefined)).toBe(0);
    expect(startOffset(3.2, 4, undefined)).toBe(3.2);
  });

  test('is inside the loop', () => {
    const loop = { startSec: 1, endSec: 2 };
    expect(startOffset(0, 4, loop)).toBe(1);
    expect(startOffset(1.5, 4, loop)).toBe(1.5);
    expect(startOffset(2, 4, loop)).toBe(1);
  });
});

describe('quantities', () => {
  test('are said in units that people read', () => {
    expect([0, 3.24, 59.96, 724].map(clockTime)).toEqual(['0:00.0', '0:03.2', '1:00.0', '12:04.0']);
    expect([80, 2940, 185_000].map(elapsed)).toEqual(['80 ms', '2.9 s', '3 min 05 s']);
  });
});

import { describe, expect, test } from 'vitest';
import { firstSpan, fitSpan, keyTarget, moveHandle, nudge, zoomStep } from './trim';

const span = { startSec: 1, endSec: 4 };

describe('handles', () => {
  test('move freely inside the recording', () => {
    expect(moveHandle(span, 'start', 2.5, 10)).toEqual({ startSec: 2.5, endSec: 4 });
    expect(moveHandle(span, 'end', 9, 10)).toEqual({ startSec: 1, endSec: 9 });
  });

  test('stop at the ends of the recording and before each other', () => {
    expect(moveHandle(span, 'start', -1, 10).startSec).toBe(0);
    expect(moveHandle(span, 'end', 12, 10).endSec).toBe(10);
    expect(moveHandle(span, 'start', 9, 10).startSec).toBe(3.9);
    expect(moveHandle(span, 'end', 0, 10).endSec).toBe(1.1);
  });

  test('a hundred nudges of 10 ms are exactly one second', () => {
    let moved = span;
    for (let n = 0; n < 100; n++) moved = nudge(moved, 'end', 0.01, 10);
    expect(moved).toEqual({ startSec: 1, endSec: 5 });
  });

  test('obey the keys of a slider', () => {
    expect(keyTarget('ArrowLeft', false, 1, 10)).toBeCloseTo(0.99);
    expect(keyTarget('ArrowUp', true, 1, 10)).toBeCloseTo(1.1);
    expect([keyTarget('Home', false, 1, 10), keyTarget('End', false, 1, 10)]).toEqual([0, 10]);
    expect(keyTarget('a', false, 1, 10)).toBeUndefined();
  });
});

describe('a span from elsewhere', () => {
  test('is brought inside the recording', () => {
    expect(fitSpan({ startSec: -1, endSec: 99 }, 5)).toEqual({ startSec: 0, endSec: 5 });
    expect(fitSpan({ startSec: 4.99, endSec: 4 }, 5)).toEqual({ startSec: 4.9, endSec: 5 });
  });

  test('survives a recording shorter than the shortest selection', () => {
    expect(fitSpan({ startSec: 0, endSec: 1 }, 0.05)).toEqual({ startSec: 0, endSec: 0.05 });
  });
});

describe('the first selection', () => {
  test('is everything while that is an advised length', () => {
    expect(firstSpan(6.4, { best: { startSec: 1, endSec: 4 }, spoken: null })).toEqual({
      startSec: 0,
      endSec: 6.4,
    });
  });

  test('leaves the silence at both ends out, unless too little would be left', () => {
    const spoken = { startSec: 1.3, endSec: 5.2 };
    expect(firstSpan(14, { best: null, spoken })).toEqual(spoken);
    expect(firstSpan(14, { best: null, spoken: { startSec: 1, endSec: 3.5 } })).toEqual({
      startSec: 0,
      endSec: 14,
    });
  });

  test('is fifteen seconds around the best three of a long recording', () => {
    expect(firstSpan(180, { best: { startSec: 60, endSec: 63 }, spoken: null })).toEqual({
      startSec: 54,
      endSec: 69,
    });
    expect(firstSpan(180, { best: { startSec: 178, endSec: 180 }, spoken: null })).toEqual({
      startSec: 165,
      endSec: 180,
    });
    expect(firstSpan(180, { best: null, spoken: null })).toEqual({ startSec: 0, endSec: 15 });
  });
});

test('zooming stops at the whole recording and at single periods', () => {
  expect(zoomStep(100, 'out', 400, 10)).toBeCloseTo(66.7, 1);
  expect(zoomStep(45, 'out', 400, 10)).toBe(40);
  expect(zoomStep(1900, 'in', 400, 10)).toBe(2000);
});

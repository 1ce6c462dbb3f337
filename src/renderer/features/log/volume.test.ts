import { describe, expect, test } from 'vitest';
import type { LogEntry } from '#contract/logger';
import { surveyOf } from '#log-text/survey';
import { withContext } from './context-lines';
import { tickPaths } from './ScrollTicks';
import { nextOf } from './use-steps';
import { barsOf, rangeOf, spanBetween } from './volume';

const START_MS = Date.UTC(2026, 10, 22, 12);
const line = (seq: number, more: Partial<LogEntry> = {}): LogEntry => ({
  ...{ seq, time: new Date(START_MS + seq * 1000).toISOString(), level: 'info', scope: 'draft' },
  message: `line ${seq}`,
  ...more,
});
const lines = Array.from({ length: 300 }, (_, index) => line(index, index === 150 ? { level: 'error' } : {}));
const counts = surveyOf(lines, {});
const size = { widthPx: 600, heightPx: 40 };

describe('the picture of lines over time', () => {
  test('reaches from the first line to the last, or over the span that is asked for', () => {
    const range = rangeOf(counts, undefined)!;
    expect(range).toEqual({ fromMs: START_MS, toMs: START_MS + 300_000 });
    const since = new Date(START_MS + 10_500).toISOString();
    expect(rangeOf(counts, { since })?.fromMs).toBe(START_MS + 10_500);
    expect(rangeOf(surveyOf([], {}), undefined)).toBeUndefined();
  });
  test('has a bar for every level, inside of it, and a lone error is tall enough to be seen', () => {
    const bars = barsOf(counts, rangeOf(counts, undefined)!, size);
    expect(bars.map(({ level }) => level)).toEqual(['error', 'info']);
    expect(bars[0]!.path).toMatch(/^M300 0h\d/u);
    for (const { path } of bars)
      for (const [, x = '', y = ''] of path.matchAll(/M([\d.]+) ([\d.]+)/gu)) {
        expect(Number(x)).toBeLessThanOrEqual(size.widthPx);
        expect(Number(y)).toBeLessThanOrEqual(size.heightPx);
      }
  });
  test('gives the span between two places, drawn either way and over its edges', () => {
    const range = rangeOf(counts, undefined)!;
    const span = {
      since: new Date(START_MS + 30_000).toISOString(),
      until: new Date(START_MS + 60_000).toISOString(),
    };
    expect(spanBetween(range, 600, 60, 120)).toEqual(span);
    expect(spanBetween(range, 600, 120, 60)).toEqual(span);
    expect(spanBetween(range, 600, -50, 60).since).toBe(new Date(START_MS).toISOString());
  });
});

describe('beside the scrollbar', () => {
  test('errors, warnings and bookmarks are ticks, however many lines there are', () => {
    const many = Array.from({ length: 50_000 }, (_, seq) =>
      line(seq, seq % 2 === 0 ? { level: 'warn' } : {}),
    );
    const paths = tickPaths(many, new Set([49_999]), 400);
    expect(paths.warn.match(/M/gu)).toHaveLength(200);
    expect(paths.error).toBe('');
    expect(paths.mark).toBe('M6 398h5v2h-5z');
  });
});

describe('around found lines', () => {
  test('stand their neighbours, none twice, and none that is not in hand', () => {
    const all = [1, 2, 3, 5, 6, 7, 8, 20, 30, 31].map((seq) => line(seq));
    const found = all.filter(({ seq }) => [3, 6, 30].includes(seq));
    const { entries, found: those } = withContext(all, found, 2);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 5, 6, 7, 8, 30, 31]);
    expect(those).toEqual(new Set([3, 6, 30]));
    expect(withContext(all, found, 0)).toEqual({ entries: found, found: undefined });
  });
});

test('the next of some lines is the nearest in its direction', () => {
  const newestFirst = [90, 50, 10];
  expect(nextOf(newestFirst, 50, 1)).toBe(90);
  expect(nextOf(newestFirst, 50, -1)).toBe(10);
  expect(nextOf(newestFirst, undefined, -1)).toBe(90);
  expect(nextOf(newestFirst, 90, 1)).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import type { LogEntry } from '#contract/logger';
import { commandFilter, spanMs } from './log-filter';
import { notBefore, oldestFirst, shownLines, slowLines } from './log-lines';
import { countLines, histogram, shapeTable } from './log-picture';

const START_MS = Date.UTC(2026, 10, 22, 12);

const line = (seq: number): LogEntry => ({
  seq,
  // every tenth line comes after a minute
  time: new Date(START_MS + seq * 100 + Math.floor(seq / 10) * 60_000).toISOString(),
  level: seq % 20 === 0 ? 'error' : 'info',
  scope: seq % 2 === 0 ? 'engine' : 'draft',
  message: seq % 20 === 0 ? `No memory for ${seq} bytes` : `Step ${seq} of 100`,
});
const all = Array.from({ length: 100 }, (_, index) => line(index + 1));

async function* backwards(): AsyncGenerator<LogEntry> {
  for (const entry of all.toReversed()) yield entry;
}
const filter = (options: Partial<Parameters<typeof commandFilter>[0]>) =>
  commandFilter({ exclude: [], ...options });
const seqs = async (lines: AsyncIterable<LogEntry>) => (await oldestFirst(lines)).map(({ seq }) => seq);

describe('lines of the log on the command line', () => {
  test('are hidden by every exclusion, and counted', async () => {
    const { fits, hidden } = filter({ exclude: ['step', 'memory for [24]0 '] });
    expect(await seqs(shownLines(backwards(), fits))).toEqual([60, 80, 100]);
    expect(hidden()).toBe(97);
  });
  test('bring those around each one, none twice, and stop at the limit', async () => {
    const { fits } = filter({ grep: 'memory' });
    expect(await seqs(shownLines(backwards(), fits, { around: 1, limit: 2 }))).toEqual([79, 80, 81, 99, 100]);
    expect(await seqs(shownLines(backwards(), filter({ grep: 'step 5. ' }).fits, { around: 3 }))).toEqual(
      Array.from({ length: 16 }, (_, index) => 47 + index),
    );
    expect(await seqs(shownLines(backwards(), fits, { limit: 0 }))).toEqual([]);
  });
  test('keep to a span of time', async () => {
    const { fits, since } = filter({ since: line(40).time, until: line(43).time });
    expect(await seqs(shownLines(notBefore(backwards(), since), fits))).toEqual([40, 41, 42]);
  });
  test('that came late are told with their pause', async () => {
    const slow = await oldestFirst(slowLines(backwards(), 60_000, 3));
    expect(slow.map(({ entry, pauseMs }) => [entry.seq, pauseMs])).toEqual([
      [80, 60_100],
      [90, 60_100],
      [100, 60_100],
    ]);
    expect(['0.5s', '10m', '2h', 'soon', '5'].map(spanMs)).toEqual([
      500,
      600_000,
      7_200_000,
      undefined,
      undefined,
    ]);
  });
  test('of one shape are one, the most frequent first', async () => {
    const [heading, first, second, ...rest] = shapeTable(await countLines(backwards()), 2);
    expect(heading).toMatch(/^Lines +Newest +Shape$/u);
    expect(first).toMatch(/^50 .* info draft: Step # of #$/u);
    expect(second).toMatch(/^45 .* info engine: Step # of #$/u);
    expect(rest).toEqual([]);
  });
  test('over time are bars that together have every line', async () => {
    const counts = await countLines(backwards());
    for (const most of [1, 5, 400]) {
      const [, ...bars] = histogram(counts, most);
      expect(bars.length).toBeLessThanOrEqual(most);
      expect(bars.reduce((sum, bar) => sum + Number(/(\d+) +█/u.exec(bar)?.[1]), 0)).toBe(100);
      expect(bars.reduce((sum, bar) => sum + Number(/(\d+) E/u.exec(bar)?.[1] ?? 0), 0)).toBe(5);
    }
    expect(histogram(await countLines(shownLines(backwards(), () => false)), 5)).toEqual([]);
  });
  test('asked for by what is no time or no expression are refused', () => {
    expect(() => filter({ until: 'soon' })).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => filter({ exclude: ['('] })).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

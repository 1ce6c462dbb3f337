import type { LogCounts } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { createCounter } from '#log-text/counts';
import { shownLevel } from '#log-text/matcher';
import { shapeOf } from '#log-text/shape';
import { table } from './output';

/** @returns what was counted in lines that come newest first */
export async function countLines(lines: AsyncIterable<LogEntry>): Promise<LogCounts> {
  const counter = createCounter(0, undefined);
  for await (const entry of lines) {
    counter.add({ seq: entry.seq, atMs: Date.parse(entry.time), level: shownLevel(entry) });
    counter.addShape(shapeOf(entry), () => entry);
  }
  return counter.counts();
}

/** @returns shapes as lines of a table, the most frequent first */
export function shapeTable({ shapes }: LogCounts, most: number): string[] {
  const rows = shapes
    .toSorted((left, right) => right.count - left.count)
    .slice(0, most)
    .map(({ count, shape, newest }) => [String(count), localMinute(Date.parse(newest.time)), shape]);
  return rows.length === 0 ? [] : table([['Lines', 'Newest', 'Shape'], ...rows]);
}

const BAR_COLUMNS = 50;

/** @returns lines over time as bars, oldest first; E, W: how many errors and warnings are among them */
export function histogram({ buckets, bucketMs }: LogCounts, most: number): string[] {
  const wide = widen(buckets, bucketMs, most);
  const highest = Math.max(...wide.map(({ count }) => count));
  const rows = wide.map(({ at, count, errors, warnings }) => [
    localMinute(at),
    String(count),
    '█'.repeat(Math.max(1, Math.round((count / highest) * BAR_COLUMNS))),
    [errors > 0 ? `${errors} E` : '', warnings > 0 ? `${warnings} W` : ''].filter(Boolean).join(' '),
  ]);
  return rows.length === 0 ? [] : table([['From', 'Lines', '', ''], ...rows]);
}

interface Bar {
  readonly at: number;
  readonly count: number;
  readonly errors: number;
  readonly warnings: number;
}

/** A terminal has fewer rows than a window has columns: neighbours are joined until they fit. */
function widen(buckets: LogCounts['buckets'], bucketMs: number, most: number): Bar[] {
  for (let width = bucketMs; ; width *= 2) {
    const bars = new Map<number, Bar>();
    for (const [from, levels] of buckets.toReversed()) {
      const at = from - (from % width);
      const { count, errors, warnings } = bars.get(at) ?? { count: 0, errors: 0, warnings: 0 };
      const [warn = 0, error = 0] = levels.slice(-2);
      const sum = levels.reduce((all, each) => all + each, 0);
      bars.set(at, { at, count: count + sum, errors: errors + error, warnings: warnings + warn });
    }
    if (bars.size <= Math.max(1, most)) return [...bars.values()];
  }
}

function localMinute(ms: number): string {
  if (Number.isNaN(ms)) return '';
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

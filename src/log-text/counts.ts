import type { LogCounts } from '#contract/log-filter';
import { shownLevels, type ShownLevel } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';

/** A picture of a million lines needs no more: buckets double their width beyond this. */
const MOST_BUCKETS = 400;
const MOST_SHAPES = 2000;
const MOST_SLOW = 1000;
const FIRST_BUCKET_MS = 1000;

type Levels = LogCounts['buckets'][number][1];
type Shape = LogCounts['shapes'][number];
type Place = readonly [seq: number, atMs: number];

/** What is told of a line that fits. */
export interface CountedLine {
  readonly seq: number;
  /** NaN for a line without a time. */
  readonly atMs: number;
  readonly level: ShownLevel;
}

/** Counts lines from the newest to the oldest. */
export interface Counter {
  readonly add: (line: CountedLine) => void;
  /** @param entry asked for when the line is the first of its shape */
  readonly addShape: (shape: string, entry: () => LogEntry | undefined) => void;
  /** A line that the exclusion of this number hides. */
  readonly hide: (exclusion: number) => void;
  readonly counts: () => LogCounts;
}

/** @param slowMs the least pause that is kept; none is when it is undefined */
export function createCounter(exclusions: number, slowMs: number | undefined): Counter {
  const hidden = Array.from({ length: exclusions }, () => 0);
  const shapes = new Map<string, { count: number; readonly newest: LogEntry }>();
  const slow: [number, number][] = [];
  let buckets = new Map<number, Levels>();
  let bucketMs = FIRST_BUCKET_MS;
  let count = 0;
  let newest: Place | undefined;
  let oldest: Place | undefined;
  return {
    hide: (exclusion) => {
      hidden[exclusion]! += 1;
    },
    addShape: (shape, entry) => {
      const known = shapes.get(shape);
      const newest = known || shapes.size === MOST_SHAPES ? undefined : entry();
      if (known) known.count++;
      else if (newest) shapes.set(shape, { count: 1, newest: headOf(newest) });
    },
    add: ({ seq, atMs, level }) => {
      count++;
      if (Number.isNaN(atMs)) return;
      const pauseMs = oldest === undefined ? 0 : oldest[1] - atMs;
      if (oldest !== undefined && slowMs !== undefined && pauseMs >= slowMs && slow.length < MOST_SLOW)
        slow.push([oldest[0], pauseMs]);
      oldest = [seq, atMs];
      newest ??= oldest;
      const at = atMs - (atMs % bucketMs);
      let levels = buckets.get(at);
      if (!levels) {
        levels = shownLevels.map(() => 0);
        buckets.set(at, levels);
        while (buckets.size > MOST_BUCKETS) {
          bucketMs *= 2;
          buckets = widened(buckets, bucketMs);
        }
        levels = buckets.get(atMs - (atMs % bucketMs))!;
      }
      levels[LEVEL_INDEX[level]]! += 1;
    },
    counts: () => ({
      ...{ count, hidden, bucketMs, slow },
      buckets: inOrder(buckets),
      shapes: [...shapes].map(([shape, { count, newest }]) => ({ shape, count, newest })),
      ...(newest && oldest ? { newest: [...newest], oldest: [...oldest] } : {}),
    }),
  };
}

const LEVEL_INDEX = Object.fromEntries(shownLevels.map((level, index) => [level, index])) as Readonly<
  Record<ShownLevel, number>
>;

/** @returns counts of both; every line of `older` is older than those of `newer` */
export function joinCounts(newer: LogCounts, older: LogCounts, slowMs: number | undefined): LogCounts {
  let bucketMs = Math.max(newer.bucketMs, older.bucketMs);
  let buckets = widened([...newer.buckets, ...older.buckets], bucketMs);
  while (buckets.size > MOST_BUCKETS) {
    bucketMs *= 2;
    buckets = widened(buckets, bucketMs);
  }
  const pauseMs = newer.oldest && older.newest ? newer.oldest[1] - older.newest[1] : 0;
  const between: LogCounts['slow'] =
    newer.oldest && slowMs !== undefined && pauseMs >= slowMs ? [[newer.oldest[0], pauseMs]] : [];
  const newest = newer.newest ?? older.newest;
  const oldest = older.oldest ?? newer.oldest;
  return {
    count: newer.count + older.count,
    hidden: newer.hidden.map((count, index) => count + (older.hidden[index] ?? 0)),
    bucketMs,
    buckets: inOrder(buckets),
    shapes: joinShapes(newer.shapes, older.shapes),
    slow: [...newer.slow, ...between, ...older.slow].slice(0, MOST_SLOW),
    ...(newest && oldest ? { newest, oldest } : {}),
  };
}

export const noCounts = (exclusions: number): LogCounts => createCounter(exclusions, undefined).counts();

function joinShapes(newer: readonly Shape[], older: readonly Shape[]): Shape[] {
  if (newer.length === 0) return [...older];
  const joined = new Map(newer.map((each) => [each.shape, each]));
  for (const { shape, count, newest } of older) {
    const known = joined.get(shape);
    if (known) joined.set(shape, { ...known, count: known.count + count });
    else if (joined.size < MOST_SHAPES) joined.set(shape, { shape, count, newest });
  }
  return [...joined.values()];
}

function widened(buckets: Iterable<readonly [number, Levels]>, bucketMs: number): Map<number, Levels> {
  const wide = new Map<number, Levels>();
  for (const [at, levels] of buckets) {
    const from = at - (at % bucketMs);
    const known = wide.get(from);
    if (known) for (const [index, count] of levels.entries()) known[index]! += count;
    else wide.set(from, [...levels]);
  }
  return wide;
}

const inOrder = (buckets: ReadonlyMap<number, Levels>): [number, Levels][] =>
  [...buckets]
    .map(([at, levels]): [number, Levels] => [at, [...levels]])
    .sort(([left], [right]) => right - left);

const HEAD_CHARACTERS = 500;

/** @returns the line without what stands below it: one of thousands is an example, and no more */
function headOf({ seq, time, level, success, scope, stage, takeId, message }: LogEntry): LogEntry {
  return {
    ...{ seq, time, level, scope },
    message: (message.split('\n', 1)[0] ?? '').slice(0, HEAD_CHARACTERS),
    ...(success === undefined ? {} : { success }),
    ...(stage === undefined ? {} : { stage }),
    ...(takeId === undefined ? {} : { takeId }),
  };
}

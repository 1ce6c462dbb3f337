import type { LogEntry } from '#contract/logger';
import type { Stage } from '#contract/stages';

/** The levels as a person sees them: a finished result is an info line of its own colour. */
export const shownLevels = ['debug', 'info', 'success', 'warn', 'error'] as const;
export type ShownLevel = (typeof shownLevels)[number];

export interface LogFilter {
  readonly levels: ReadonlySet<ShownLevel>;
  /** Plain text, case ignored; found in the message, the scope and the data. */
  readonly text: string;
  readonly takeId: string | undefined;
  readonly stage: Stage | undefined;
  /** Lines up to this number are cleared from the view. */
  readonly afterSeq: number;
}

/** Everything but debug lines. */
export const everyday: LogFilter = {
  levels: new Set(['info', 'success', 'warn', 'error']),
  text: '',
  takeId: undefined,
  stage: undefined,
  afterSeq: 0,
};

export const problemLevels: ReadonlySet<ShownLevel> = new Set(['warn', 'error']);

/** @returns the level that a line is shown as */
export function shownLevel(entry: Pick<LogEntry, 'level' | 'success'>): ShownLevel {
  return entry.success ? 'success' : entry.level;
}

/** @returns a test for lines; made once for many lines, because a log has a hundred thousand */
export function matcher(filter: LogFilter): (entry: LogEntry) => boolean {
  const needle = filter.text.trim().toLowerCase();
  const everyLevel = shownLevels.every((level) => filter.levels.has(level));
  return (entry) =>
    entry.seq > filter.afterSeq &&
    (everyLevel || filter.levels.has(shownLevel(entry))) &&
    (filter.takeId === undefined || entry.takeId === filter.takeId) &&
    (filter.stage === undefined || entry.stage === filter.stage) &&
    (needle === '' || haystack(entry).includes(needle));
}

/** What the search looks through. */
function haystack(entry: LogEntry): string {
  const data = entry.data ? ` ${JSON.stringify(entry.data)}` : '';
  return `${entry.message} ${entry.scope}${data}`.toLowerCase();
}

/** A filtered log that grows at both ends without testing a line twice. */
export interface FilteredView {
  readonly entries: readonly LogEntry[];
  /** What `entries` was made from; the same array means nothing is new. */
  readonly source: readonly LogEntry[];
  readonly filter: LogFilter;
}

/**
 * @param before the view made last time: when lines were only added at the end or the front of its source, only those
 *   are tested
 */
export function filterLog(
  source: readonly LogEntry[],
  filter: LogFilter,
  before: FilteredView | undefined,
): FilteredView {
  if (before?.source === source && before.filter === filter) return before;
  const matches = matcher(filter);
  const first = before?.source[0]?.seq;
  const last = before?.source.at(-1)?.seq;
  if (before?.filter === filter && first !== undefined && last !== undefined) {
    const from = indexAfter(source, first - 1);
    const to = indexAfter(source, last);
    if (to - from === before.source.length) {
      const older = source.slice(0, from).filter(matches);
      const newer = source.slice(to).filter(matches);
      if (older.length + newer.length === 0) return { source, filter, entries: before.entries };
      return { source, filter, entries: older.concat(before.entries, newer) };
    }
  }
  return { source, filter, entries: source.filter(matches) };
}

/** @returns the index of the first entry whose number is beyond `seq`; entries are in order */
export function indexAfter(entries: readonly LogEntry[], seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.seq <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns how many lines there are of each level, for the buttons */
export function countLevels(entries: readonly LogEntry[]): Readonly<Record<ShownLevel, number>> {
  const counts = { debug: 0, info: 0, success: 0, warn: 0, error: 0 };
  for (const entry of entries) counts[shownLevel(entry)]++;
  return counts;
}

/** @returns the index of the nearest error before or after `from`, or -1 */
export function findError(entries: readonly LogEntry[], from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < entries.length; index += step)
    if (entries[index]!.level === 'error') return index;
  return -1;
}

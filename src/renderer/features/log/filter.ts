import { StudioError } from '#contract/errors';
import type { LogExclusion, LogFilter as Wanted, SavedLogFilter, ShownLevel } from '#contract/log-filter';
import { shownLevels } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import type { Stage } from '#contract/stages';
import { createMatcher, shownLevel } from '#log-text/matcher';
import { createPattern, type Pattern } from '#log-text/pattern';

/** From a moment on, and before another, ISO 8601; open where one is absent. */
export interface Span {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Which lines the view shows. */
export interface LogFilter {
  readonly levels: ReadonlySet<ShownLevel>;
  /** Plain words or a regular expression, case ignored; found in the message, the scope and the data. */
  readonly text: string;
  readonly regex: boolean;
  /** Who speaks; empty for everybody. */
  readonly scopes: readonly string[];
  readonly takeId: string | undefined;
  readonly stage: Stage | undefined;
  /** Only lines of this shape. */
  readonly shape: string | undefined;
  /** Lines that fit any of these are hidden. */
  readonly exclude: readonly LogExclusion[];
  readonly span: Span | undefined;
  /** Where a jump to a line far back led: the lines about it, and nothing else, until the filter changes. */
  readonly around: Span | undefined;
  /** Lines up to this number are cleared from the view. */
  readonly afterSeq: number;
  /** Only so many of the newest that fit; 0 for all. */
  readonly last: number;
}

/** Everything but debug lines. */
export const everyday: LogFilter = {
  levels: new Set(['info', 'success', 'warn', 'error']),
  text: '',
  regex: false,
  scopes: [],
  takeId: undefined,
  stage: undefined,
  shape: undefined,
  exclude: [],
  span: undefined,
  around: undefined,
  afterSeq: 0,
  last: 0,
};

export const problemLevels: ReadonlySet<ShownLevel> = new Set(['warn', 'error']);
export const errorLevels: ReadonlySet<ShownLevel> = new Set(['error']);

/** @returns whether exactly these levels are shown */
export const showsLevels = (filter: LogFilter, levels: ReadonlySet<ShownLevel>): boolean =>
  filter.levels.size === levels.size && [...levels].every((level) => filter.levels.has(level));

/** @returns whether lines older than those in hand are worth looking for: most lines do not fit */
export const isNarrow = (filter: LogFilter): boolean =>
  filter.text.trim() !== '' ||
  filter.takeId !== undefined ||
  filter.stage !== undefined ||
  filter.shape !== undefined ||
  filter.span !== undefined ||
  filter.around !== undefined ||
  filter.scopes.length > 0 ||
  !filter.levels.has('info');

/** @returns the filter as the host knows it */
export function wantedOf(filter: LogFilter): Wanted {
  const { levels, text, regex, scopes, takeId, stage, shape, exclude, span, around } = filter;
  // a jump stays within the span it started from
  const { since, until } = around ?? span ?? {};
  return {
    levels: shownLevels.filter((level) => levels.has(level)),
    ...(text.trim() === '' ? {} : { text: text.trim(), regex }),
    ...(scopes.length === 0 ? {} : { scopes: [...scopes] }),
    ...(takeId === undefined ? {} : { takeId }),
    ...(stage === undefined ? {} : { stage }),
    ...(shape === undefined ? {} : { shape }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** @returns the view that a kept filter asks for */
export function fromSaved({ filter }: SavedLogFilter): LogFilter {
  const { levels, text = '', regex = false, scopes = [], stage, shape, exclude = [] } = filter;
  return { ...everyday, levels: new Set(levels ?? shownLevels), text, regex, scopes, stage, shape, exclude };
}

export interface ReadPattern {
  /** Undefined when nothing is searched, or when the search cannot be read. */
  readonly pattern: Pattern | undefined;
  readonly error: StudioError | undefined;
}

/** @returns the search as far as it can be read; a half-typed expression is an error and no more */
export function readPattern({ text, regex }: Pick<LogFilter, 'text' | 'regex'>): ReadPattern {
  try {
    return { pattern: createPattern({ text, regex }), error: undefined };
  } catch (thrown) {
    return { pattern: undefined, error: StudioError.from(thrown) };
  }
}

/** @returns a test for lines; made once for many lines, because a log has a hundred thousand */
function matcher(filter: LogFilter): (entry: LogEntry) => boolean {
  const readable = readPattern(filter).error === undefined;
  const fits = createMatcher(wantedOf(readable ? filter : { ...filter, text: '' }));
  return (entry) => entry.seq > filter.afterSeq && fits(entry);
}

/** @returns who speaks in these lines, in the order of the alphabet */
export function scopesOf(entries: readonly LogEntry[]): readonly string[] {
  const scopes = new Set<string>();
  for (const { scope } of entries) if (scope !== '') scopes.add(scope);
  return [...scopes].sort();
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

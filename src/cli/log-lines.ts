import type { LogEntry } from '#contract/logger';
import { createForeignReader } from '#log-text/foreign-log';
import { openGiven } from './given-file';
import type { CommandFilter } from './log-filter';

/** Lines from the newest to the oldest, as all of these are. */
type Lines = AsyncIterable<LogEntry>;

/** A foreign file is understood from its beginning: what is folded under a line stands below it. */
export async function* foreignBackwards(path: string): AsyncGenerator<LogEntry> {
  const entries: LogEntry[] = [];
  const reader = createForeignReader();
  const file = await openGiven(path);
  for await (const text of file.createReadStream({ encoding: 'utf8' }))
    entries.push(...reader.push(String(text)));
  entries.push(...reader.end());
  yield* entries.reverse();
}

/** Files are in the order of their lines: nothing behind this moment is read. A foreign line may lack its time. */
export async function* notBefore(lines: Lines, since: string | undefined): AsyncGenerator<LogEntry> {
  for await (const entry of lines) {
    if (since !== undefined && entry.time !== '' && entry.time < since) return;
    yield entry;
  }
}

/** @returns the newest lines that are shown, and so many around each, whether they are shown or not */
export async function* shownLines(
  lines: Lines,
  fits: CommandFilter['fits'],
  { limit = Infinity, around = 0 } = {},
): AsyncGenerator<LogEntry> {
  let newer: LogEntry[] = [];
  let owed = 0;
  let found = 0;
  if (limit === 0) return;
  for await (const entry of lines) {
    if (found < limit && fits(entry)) {
      yield* newer;
      yield entry;
      [newer, owed, found] = [[], around, found + 1];
    } else if (owed > 0) {
      yield entry;
      owed--;
    } else if (around > 0) newer = [...newer, entry].slice(-around);
    if (found === limit && owed === 0) return;
  }
}

export interface SlowLine {
  readonly pauseMs: number;
  readonly entry: LogEntry;
}

/** @returns the newest lines that came at least `leastMs` after the line before them */
export async function* slowLines(lines: Lines, leastMs: number, limit: number): AsyncGenerator<SlowLine> {
  let later: LogEntry | undefined;
  let found = 0;
  for await (const entry of lines) {
    if (found === limit) return;
    if (entry.time === '') continue;
    const pauseMs = later ? Date.parse(later.time) - Date.parse(entry.time) : 0;
    if (later && pauseMs >= leastMs) {
      yield { pauseMs, entry: later };
      found++;
    }
    later = entry;
  }
}

/** @returns all of them, oldest first */
export async function oldestFirst<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all.reverse();
}

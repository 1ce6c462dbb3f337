import type { LogEntry } from '#contract/logger';
import { indexAfter } from './filter';

/** Found lines with those around them. */
export interface LinesInContext {
  readonly entries: readonly LogEntry[];
  /** Numbers of the lines that were found; undefined when that are all of them. */
  readonly found: ReadonlySet<number> | undefined;
}

/**
 * @param all what is in hand; lines far back may lack their neighbours
 * @param around how many lines before and after each found one
 */
export function withContext(
  all: readonly LogEntry[],
  found: readonly LogEntry[],
  around: number,
): LinesInContext {
  if (around === 0) return { entries: found, found: undefined };
  const entries: LogEntry[] = [];
  let next = 0;
  for (const { seq } of found) {
    for (next = Math.max(next, indexAfter(all, seq - around - 1)); next < all.length; next++) {
      const entry = all[next]!;
      if (entry.seq > seq + around) break;
      entries.push(entry);
    }
  }
  return { entries, found: new Set(found.map(({ seq }) => seq)) };
}

import { useEffect, useMemo, useState } from 'react';
import type { LogEntry } from '#contract/logger';
import { filterLog, indexAfter, type FilteredView, type LogFilter } from './filter';

/** Lines tested in one go, some milliseconds' worth: an expression takes ten times as long as plain words. */
const LINES_A_TURN = { words: 20_000, expression: 2000 } as const;

export interface Filtered {
  readonly entries: readonly LogEntry[];
  /** Lines that are still to be tested; the newest were first. */
  readonly pending: number;
}

/**
 * The lines that pass a filter. A new filter tests the newest lines at once and the rest in turns, so that no search ever
 * freezes the window; when lines are added only those are tested.
 */
export function useFiltered(entries: readonly LogEntry[], filter: LogFilter): Filtered {
  const turn = filter.regex ? LINES_A_TURN.expression : LINES_A_TURN.words;
  const [reach, setReach] = useState({ filter, fromSeq: backFrom(entries, Infinity, turn) });
  const [view, setView] = useState<FilteredView>();
  const fromSeq = reach.filter === filter ? reach.fromSeq : backFrom(entries, Infinity, turn);
  const from = indexAfter(entries, fromSeq - 1);
  const source = useMemo(() => (from === 0 ? entries : entries.slice(from)), [entries, from]);
  useEffect(() => {
    if (reach.filter === filter && from === 0) return;
    const timer = setTimeout(() => setReach({ filter, fromSeq: backFrom(entries, fromSeq, turn) }));
    return () => clearTimeout(timer);
  }, [entries, filter, reach, from, fromSeq, turn]);

  if (view?.source === source && view.filter === filter)
    return { entries: newest(view, filter), pending: from };
  const next = filterLog(source, filter, view);
  setView(next);
  return { entries: newest(next, filter), pending: from };
}

const newest = ({ entries }: FilteredView, { last }: LogFilter): readonly LogEntry[] =>
  last > 0 && entries.length > last ? entries.slice(-last) : entries;

/** @returns the number of the line that stands `count` lines before `seq` */
function backFrom(entries: readonly LogEntry[], seq: number, count: number): number {
  const at = seq === Infinity ? entries.length : indexAfter(entries, seq - 1);
  // the very first line: older ones that are loaded later belong to the reach, too
  return at <= count ? -Infinity : (entries[at - count]?.seq ?? -Infinity);
}

import { useState } from 'react';
import type { LogEntry } from '#contract/logger';
import { filterLog, type FilteredView, type LogFilter } from './filter';

/** The lines that pass a filter; when lines are added only those are tested. */
export function useFiltered(entries: readonly LogEntry[], filter: LogFilter): readonly LogEntry[] {
  const [view, setView] = useState<FilteredView>(() => filterLog(entries, filter, undefined));
  if (view.source === entries && view.filter === filter) return view.entries;
  const next = filterLog(entries, filter, view);
  setView(next);
  return next.entries;
}

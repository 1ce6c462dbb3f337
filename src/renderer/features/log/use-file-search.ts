import { useEffect, useState } from 'react';
import type { LogFilter } from './filter';
import { isNarrow, readPattern, wantedOf } from './filter';
import type { LogStore } from './log-store';

/** How far a search through the files of the host has come. */
export interface FileSearch {
  readonly state: 'idle' | 'searching' | 'paused' | 'done';
  /** Lines looked at so far, and found. */
  readonly looked: number;
  readonly found: number;
  /** Time of the oldest line looked at. */
  readonly reached: string | undefined;
  readonly stop: () => void;
  readonly goOn: () => void;
}

const SETTLE_MS = 400;
/** So many found lines are enough to look at; the person may ask for more. */
const ENOUGH = 2000;

const nothing = { state: 'idle', looked: 0, found: 0, reached: undefined } as const;
type Progress = Omit<FileSearch, 'stop' | 'goOn'>;

/**
 * Looks for lines older than those in hand when the filter lets few through: piece by piece, newest first, until enough
 * are found, the log begins, or the filter changes.
 */
export function useFileSearch(
  log: Pick<LogStore, 'searchOlder'> | undefined,
  filter: LogFilter,
  { ready, context }: { readonly ready: boolean; readonly context: number },
): FileSearch {
  const [progress, setProgress] = useState<Progress>(nothing);
  const [round, setRound] = useState({ filter, more: 0, stopped: false });
  const current = round.filter === filter ? round : { filter, more: 0, stopped: false };
  const wanted =
    log !== undefined &&
    ready &&
    isNarrow(filter) &&
    readPattern(filter).error === undefined &&
    filter.last === 0;

  useEffect(() => {
    if (!log || !wanted || current.stopped) return;
    const abort = new AbortController();
    const search = async () => {
      let sum: Progress = nothing;
      for await (const page of log.searchOlder({ ...wantedOf(filter), context }, abort.signal)) {
        if (abort.signal.aborted) return;
        sum = {
          state: 'searching',
          looked: sum.looked + page.looked,
          found: sum.found + page.found,
          reached: page.reached ?? sum.reached,
        };
        if (sum.found >= ENOUGH * (current.more + 1)) return setProgress({ ...sum, state: 'paused' });
        setProgress(sum);
      }
      if (!abort.signal.aborted) setProgress({ ...sum, state: 'done' });
    };
    const timer = setTimeout(() => void search(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
      setProgress(nothing);
    };
  }, [log, filter, context, wanted, current.more, current.stopped]);

  return {
    ...progress,
    stop: () => {
      setRound({ ...current, stopped: true });
    },
    goOn: () => setRound({ ...current, more: current.more + 1, stopped: false }),
  };
}

import { useEffect, useMemo, useRef } from 'react';
import type { LogEntry } from '#contract/logger';
import { findError, indexAfter, type LogFilter } from './filter';
import type { LineSteps } from './line-keys';
import type { LogStore } from './log-store';
import type { Selection } from './selection';
import type { Bookmarks } from './use-bookmarks';
import type { LogSurvey } from './use-survey';

interface StepsParts {
  readonly shown: readonly LogEntry[];
  readonly selection: Selection;
  readonly survey: LogSurvey;
  /** None for a file of somebody else: its lines are not kept. */
  readonly bookmarks: Bookmarks | undefined;
  /** Has the lines that are not in hand; absent for a file of somebody else, all of which is. */
  readonly store: Pick<LogStore, 'loadAround'> | undefined;
  readonly pick: (seq: number) => void;
  readonly change: (filter: Partial<LogFilter>) => void;
}

/** From the picked line to the next that is worth a look, in either direction, however far it is. */
export function useSteps(parts: StepsParts): LineSteps & { readonly goTo: (seq: number) => void } {
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  return useMemo(() => {
    const goTo = (seq: number) => {
      const { shown, store, pick, change } = latest.current;
      pick(seq);
      if (shown[indexAfter(shown, seq) - 1]?.seq === seq || !store) return;
      void store.loadAround(seq).then((lines) => {
        const [since, last] = [lines[0]?.time, lines.at(-1)?.time];
        if (since === undefined || last === undefined) return;
        change({ around: { since, until: new Date(Date.parse(last) + 1).toISOString() } });
        pick(seq);
      });
    };
    return {
      goTo,
      onError: (step) => {
        const { shown, selection } = latest.current;
        const picked = selection.from;
        const from = picked === undefined ? (step === 1 ? -1 : shown.length) : indexAfter(shown, picked) - 1;
        const seq = shown[findError(shown, from, step)]?.seq;
        if (seq !== undefined) goTo(seq);
      },
      onSlow: (step) => {
        const { selection, survey } = latest.current;
        const seq = nextOf(
          survey.counts.slow.map(([slow]) => slow),
          selection.from,
          step,
        );
        if (seq !== undefined) goTo(seq);
      },
      onBookmark: (step) => {
        const { selection, bookmarks } = latest.current;
        const seq = nextOf(bookmarks?.all.map((each) => each.seq).reverse() ?? [], selection.from, step);
        if (seq !== undefined) goTo(seq);
      },
      onMark: () => {
        const { shown, selection, bookmarks } = latest.current;
        const line = shown.find(({ seq }) => seq === selection.from);
        if (line) bookmarks?.toggle(line);
      },
    };
  }, []);
}

/**
 * @param newestFirst numbers of lines
 * @returns the nearest after (1) or before (-1) a line; without one the first, or the last
 */
export function nextOf(
  newestFirst: readonly number[],
  from: number | undefined,
  step: 1 | -1,
): number | undefined {
  if (step === 1) return newestFirst.findLast((seq) => from === undefined || seq > from);
  return newestFirst.find((seq) => from === undefined || seq < from);
}

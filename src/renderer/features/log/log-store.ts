import { useEffect } from 'react';
import { StudioError } from '#contract/errors';
import type { LogCounts, LogFilter, LogScanPage, LogSurveyPage, LogSurveyQuery } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import type { StudioService } from '#contract/studio-api';
import { useConnectionGeneration } from '../../state/connection';
import { useStudio } from '../../state/studio';
import { createStore, useStore, type Store } from '../../lib/store';
import { indexAfter } from './filter';

export interface LogState {
  /** Oldest first, in the order of their numbers, none twice. */
  readonly entries: readonly LogEntry[];
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: StudioError | undefined;
  /** There are older lines that were not read yet. */
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
  /** From this number on no line is missing; lines of a take asked for by name may be older. */
  readonly completeFrom: number;
}

export interface LogStore extends Pick<Store<LogState>, 'get' | 'subscribe'> {
  /** Reads the newest lines; after a reconnect also those that were missed. */
  readonly reload: () => Promise<void>;
  readonly loadOlder: () => Promise<void>;
  /** Reads a take's lines, which may be older than what is in hand. */
  readonly loadTake: (takeId: string) => Promise<void>;
  /**
   * Looks for lines older than those in hand, piece by piece from the newest; what is found joins the lines in hand. A
   * search that cannot go on shows its error and ends.
   */
  readonly searchOlder: (
    wanted: LogFilter & { readonly context: number },
    signal: AbortSignal,
  ) => AsyncGenerator<LogScanPage>;
  /** Counts every line before a number, piece by piece from the newest. An error is shown, and ends it. */
  readonly survey: (
    query: LogSurveyQuery,
    beforeSeq: number,
    signal: AbortSignal,
  ) => AsyncGenerator<LogCounts>;
  /** Reads the lines about one, which may be far back. @returns none when the log has no such line */
  readonly loadAround: (seq: number) => Promise<readonly LogEntry[]>;
}

export interface LogStoreOptions {
  /** Lines kept in the window; the file keeps all. 200 000 lines are about 100 MB. */
  readonly kept?: number;
  /** Lines are handed on at most this often, so that thousands a second cost one render each time. */
  readonly gatherMs?: number;
}

const PAGE = 2000;
const SCAN_LIMIT = 500;
const AROUND = 400;

/** The log of a studio in this window: read from its end backwards, and kept current by events. */
export function createLogStore(
  { api, on }: StudioService,
  { kept = 200_000, gatherMs = 50 }: LogStoreOptions = {},
): LogStore {
  const store = createStore<LogState>({
    entries: [],
    phase: 'loading',
    error: undefined,
    hasOlder: true,
    loadingOlder: false,
    completeFrom: Infinity,
  });
  let gathered: LogEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const add = (lines: readonly LogEntry[], change: Partial<LogState> = {}) =>
    store.set((state) => ({ ...state, ...change, entries: mergeLines(state.entries, lines, kept) }));
  const flush = () => {
    timer = undefined;
    const lines = gathered;
    gathered = [];
    add(lines);
  };
  on('log', (lines) => {
    gathered = gathered.concat(lines);
    timer ??= setTimeout(flush, gatherMs);
  });

  on('logErased', () => {
    gathered = [];
    store.set((state) => ({ ...state, entries: [], hasOlder: false }));
  });

  const read = async (
    query: Parameters<typeof api.readLog>[0],
    ready: (lines: LogEntry[]) => Partial<LogState>,
  ) => {
    try {
      const lines = await api.readLog(query);
      const change = ready(lines);
      add(lines, { phase: 'ready', error: undefined, loadingOlder: false, ...change });
    } catch (thrown) {
      store.set((state) => ({
        ...state,
        phase: state.phase === 'loading' ? 'failed' : state.phase,
        error: StudioError.from(thrown),
        loadingOlder: false,
      }));
    }
  };

  const showError = (thrown: unknown) => {
    store.set((state) => ({ ...state, error: StudioError.from(thrown) }));
    return undefined;
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    reload: () =>
      read({ limit: PAGE }, (lines) => {
        const newest = lines.at(-1)?.seq ?? 0;
        // a host that was started anew counts from one again: its lines replace those of the one before
        if (newest < (store.get().entries.at(-1)?.seq ?? 0))
          store.set((state) => ({ ...state, entries: [] }));
        return { hasOlder: lines.length === PAGE, completeFrom: lines[0]?.seq ?? 0 };
      }),
    loadOlder: async () => {
      const { entries, hasOlder, loadingOlder, completeFrom } = store.get();
      if (!hasOlder || loadingOlder || completeFrom === Infinity || entries.length >= kept) return;
      store.set((state) => ({ ...state, loadingOlder: true }));
      await read({ limit: PAGE, beforeSeq: completeFrom }, (lines) => ({
        hasOlder: lines.length === PAGE,
        completeFrom: lines[0]?.seq ?? completeFrom,
      }));
    },
    loadTake: (takeId) => read({ limit: PAGE, takeId }, () => ({})),
    searchOlder: async function* (wanted, signal) {
      let beforeSeq: number | undefined = store.get().completeFrom;
      const isStopped = () => signal.aborted;
      while (!isStopped() && beforeSeq !== undefined && beforeSeq !== Infinity) {
        const page: LogScanPage | undefined = await api
          .scanLog({ ...wanted, beforeSeq, limit: SCAN_LIMIT })
          .catch(showError);
        if (!page || isStopped()) return;
        add(page.entries);
        yield page;
        beforeSeq = page.nextBeforeSeq;
      }
    },
    survey: async function* (query, from, signal) {
      const isStopped = () => signal.aborted;
      for (let beforeSeq: number | undefined = from; beforeSeq !== undefined && !isStopped();) {
        const page: LogSurveyPage | undefined = await api.surveyLog({ ...query, beforeSeq }).catch(showError);
        if (!page) return;
        yield page.counts;
        beforeSeq = page.nextBeforeSeq;
      }
    },
    loadAround: async (seq) => {
      const lines = await api.readLog({ limit: AROUND, beforeSeq: seq + AROUND / 2 }).catch(showError);
      if (lines?.some((line) => line.seq === seq) !== true) return [];
      add(lines);
      return lines;
    },
  };
}

/** @returns both lists as one in the order of their numbers, none twice, the oldest dropped beyond `kept` */
export function mergeLines(
  entries: readonly LogEntry[],
  lines: readonly LogEntry[],
  kept: number,
): readonly LogEntry[] {
  if (lines.length === 0) return entries;
  const lastSeq = entries.at(-1)?.seq ?? -Infinity;
  const inOrder = lines.every((line, index) => line.seq > (lines[index - 1]?.seq ?? lastSeq));
  const merged = inOrder ? entries.concat(lines) : sorted(entries, lines);
  return merged.length > kept ? merged.slice(merged.length - kept) : merged;
}

function sorted(entries: readonly LogEntry[], lines: readonly LogEntry[]): LogEntry[] {
  const fresh = lines.filter((line) => entries[indexAfter(entries, line.seq) - 1]?.seq !== line.seq);
  const all = entries.concat(fresh).sort((left, right) => left.seq - right.seq);
  return all.filter((line, index) => line.seq !== all[index - 1]?.seq);
}

const stores = new WeakMap<StudioService, LogStore>();

/** One store for one studio, whichever panel asks first. */
function logStoreOf(studio: StudioService): LogStore {
  const known = stores.get(studio);
  if (known) return known;
  const made = createLogStore(studio);
  stores.set(studio, made);
  return made;
}

const loadedFor = new WeakMap<LogStore, number>();

/** The log; read once for every connection. */
export function useLog(): LogState & { readonly store: LogStore } {
  const store = logStoreOf(useStudio());
  const generation = useConnectionGeneration();
  useEffect(() => {
    if (loadedFor.get(store) === generation) return;
    loadedFor.set(store, generation);
    void store.reload();
  }, [store, generation]);
  return { ...useStore(store), store };
}

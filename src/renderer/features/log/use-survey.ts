import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogCounts } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { joinCounts, noCounts } from '#log-text/counts';
import { surveyOf, type SurveyQuery } from '#log-text/survey';
import { indexAfter, readPattern, wantedOf, type LogFilter } from './filter';
import type { LogStore } from './log-store';

export interface LogSurvey {
  readonly counts: LogCounts;
  /** Every line was looked at. */
  readonly done: boolean;
  /** The counts are those of this filter, and not of the one before. */
  readonly isCurrent: boolean;
}

interface Counted extends Pick<LogSurvey, 'counts' | 'done'> {
  readonly query: SurveyQuery;
  /** Lines up to this number are in `counts`. */
  readonly upTo: number;
}

const SETTLE_MS = 300;
/** Newer lines are counted again with each that comes, until there are so many. */
const MOST_LIVE = 2000;
const LINES_A_TURN = 20_000;

/**
 * What the filter sees in the whole log: of this studio in all files of its host, newest first; of somebody else's in the
 * lines in hand. It grows while it is counted, and with every line that comes.
 * @param slowMs the least pause that counts as a slow-down
 */
export function useSurvey(
  log: Pick<LogStore, 'survey'> | undefined,
  entries: readonly LogEntry[],
  filter: LogFilter,
  { shapes, slowMs }: { readonly shapes: boolean; readonly slowMs: number },
): LogSurvey {
  const query = useMemo((): SurveyQuery => {
    const readable = readPattern(filter).error === undefined;
    const whole = { ...filter, around: undefined };
    return { ...wantedOf(readable ? whole : { ...whole, text: '' }), shapes, slowMs };
  }, [filter, shapes, slowMs]);
  const isReady = entries.length > 0;
  const { afterSeq } = filter;
  const [counted, setCounted] = useState<Counted>();
  const latest = useRef(entries);
  useEffect(() => {
    latest.current = entries;
  });

  useEffect(() => {
    if (!isReady) return;
    const abort = new AbortController();
    const count = async () => {
      const upTo = latest.current.at(-1)?.seq ?? 0;
      const pages =
        log && afterSeq === 0
          ? log.survey(query, upTo + 1, abort.signal)
          : inHand(latest.current, afterSeq, query);
      let counts = noCounts(query.exclude?.length ?? 0);
      for await (const page of pages) {
        if (abort.signal.aborted) return;
        counts = joinCounts(counts, page, query.slowMs);
        setCounted({ query, counts, upTo, done: false });
      }
      if (!abort.signal.aborted) setCounted({ query, counts, upTo, done: true });
    };
    const timer = setTimeout(() => void count(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [log, query, isReady, afterSeq]);

  const live = useMemo(() => {
    if (!counted || afterSeq > counted.upTo) return undefined;
    const newer = entries.slice(indexAfter(entries, counted.upTo));
    const { counts, query: asked } = counted;
    return newer.length === 0
      ? counted
      : { ...counted, counts: joinCounts(surveyOf(newer, asked), counts, asked.slowMs) };
  }, [counted, entries, afterSeq]);
  const lastSeq = entries.at(-1)?.seq ?? 0;
  if (live && counted?.done === true && lastSeq - counted.upTo > MOST_LIVE)
    setCounted({ ...live, upTo: lastSeq });
  return {
    counts: live?.counts ?? nothing,
    done: live?.done === true && live.query === query,
    isCurrent: live?.query === query,
  };
}

const nothing = noCounts(0);

async function* inHand(
  entries: readonly LogEntry[],
  afterSeq: number,
  query: SurveyQuery,
): AsyncGenerator<LogCounts> {
  const first = indexAfter(entries, afterSeq);
  for (let end = entries.length; end > first; end -= LINES_A_TURN) {
    yield surveyOf(entries.slice(Math.max(first, end - LINES_A_TURN), end), query);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

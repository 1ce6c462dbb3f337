import electronLog from 'electron-log/node';
import type { Unsubscribe } from '#contract/contract';
import type { LogScan, LogScanPage } from '#contract/log-filter';
import { createLogger, type LogEntry, type Logger, type LogLevel, type LogRecord } from '#contract/logger';
import type { LogQuery } from '#contract/studio-state';
import { formatLine } from '#log-text/format';
import { createMatcher } from '#log-text/matcher';
import { plainData } from './log-data';
import { logFile, logLimits, removeLogFiles, rotate, type LogLimits } from './log-files';
import { openly, type LogPrivacy } from './log-privacy';
import { lastSeq, linesBackwards } from './log-reader';
import { scanLog, writtenMatcher } from './log-scan';

const RING_LINES = 20_000;
const BATCH_MS = 40;

/** What happened, in order: two files, the newest lines in memory, and everyone who listens. */
export interface StudioLog {
  /** runtime.log, for reading with any tool. */
  readonly file: string;
  /** Whether a person's own words are kept. */
  readonly privacy: LogPrivacy;
  readonly logger: (scope: string) => Logger;
  /** Numbers a record and keeps it. Records of other processes come this way too. */
  readonly write: (record: LogRecord) => void;
  /** @returns the newest lines that fit the query, oldest first; from memory, then from the files of this and earlier runs */
  readonly read: (query: LogQuery) => Promise<LogEntry[]>;
  /** A piece of a search through every file; see LogScan. */
  readonly scan: (scan: LogScan) => Promise<LogScanPage>;
  /** Removes every line kept so far, from the files and from memory. */
  readonly erase: () => void;
  /** What the folder may take from now on. */
  readonly limit: (megabytes: number) => void;
  /** Lines written by this run, by level. */
  readonly counts: () => Readonly<Record<LogLevel, number>>;
  /** Batches of new lines, at most 50 ms late. */
  readonly onLines: (listener: (entries: LogEntry[]) => void) => Unsubscribe;
  readonly close: () => void;
}

export interface LogOptions {
  readonly folder: string;
  /** Read what is there and write nothing. */
  readonly readOnly: boolean;
  /** By default everything is kept as it is said. */
  readonly privacy?: LogPrivacy;
  readonly limits?: LogLimits;
}

export function openLog({
  folder,
  readOnly,
  privacy = openly(),
  limits = logLimits(),
}: LogOptions): StudioLog {
  const counts: Record<LogLevel, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  let ring: LogEntry[] = [];
  let waiting: LogEntry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let seq = lastSeq(folder);
  const listeners = new Set<(entries: LogEntry[]) => void>();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) for (const listener of [...listeners]) listener(batch);
  };
  const keep = (entry: LogEntry) => {
    ring.push(entry);
    // cut in large steps: dropping one line at a time would move the whole array for each
    if (ring.length > RING_LINES * 1.1) ring = ring.slice(-RING_LINES);
    if (listeners.size === 0) return;
    waiting.push(entry);
    timer ??= setTimeout(flush, BATCH_MS).unref();
  };
  const { sink, limit, clear } = createSink({ folder, readOnly, limits }, keep);
  const write = (record: LogRecord) => {
    const data = record.data && (plainData(record.data) as Record<string, unknown>);
    const kept = privacy.admit({ ...record, ...(data ? { data } : {}) });
    counts[record.level] += 1;
    sink[record.level]({ ...kept, seq: ++seq });
  };

  const read = async ({ limit, beforeSeq = Infinity, ...filter }: LogQuery): Promise<LogEntry[]> => {
    const fits = queryMatcher(filter);
    const newestFirst: LogEntry[] = [];
    for (let at = ring.length - 1; at >= 0 && newestFirst.length < limit; at--) {
      const entry = ring[at];
      if (entry && entry.seq < beforeSeq && fits(entry)) newestFirst.push(entry);
    }
    const inFiles = Math.min(beforeSeq, ring[0]?.seq ?? Infinity);
    if (newestFirst.length < limit && inFiles > 1) {
      const mayFit = writtenMatcher({ takeId: filter.takeId });
      for await (const entry of linesBackwards(folder, { beforeSeq: inFiles, mayFit })) {
        if (fits(entry)) newestFirst.push(entry);
        if (newestFirst.length === limit) break;
      }
    }
    return newestFirst.reverse();
  };

  return {
    file: logFile(folder, 'log'),
    privacy,
    logger: (scope) => createLogger(scope, write),
    write,
    read,
    scan: (scan) => scanLog(folder, scan),
    erase: () => {
      ring = [];
      clear();
    },
    limit: (megabytes) => limit(logLimits(megabytes)),
    counts: () => counts,
    onLines: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: flush,
  };
}

/** One electron-log logger with three transports: the readable file, the structured one, and the lines in memory. */
function createSink(
  { folder, readOnly, limits }: Required<Omit<LogOptions, 'privacy'>>,
  keep: (entry: LogEntry) => void,
) {
  const log = electronLog.create({ logId: `runtime:${folder}` });
  const structured = electronLog.create({ logId: `runtime-jsonl:${folder}` }).transports.file;
  log.transports.console.level = false;
  log.transports.remote.level = false;
  let { elders } = limits;
  const files = [log.transports.file, structured];
  for (const [transport, extension, format] of [
    [log.transports.file, 'log', formatLine],
    [structured, 'jsonl', JSON.stringify],
  ] as const) {
    transport.level = readOnly ? false : 'silly';
    transport.maxSize = limits.fileBytes;
    transport.resolvePathFn = () => logFile(folder, extension);
    transport.archiveLogFn = () => rotate(folder, extension, elders);
    transport.transforms = [({ data }) => format(data[0] as LogEntry)];
  }
  log.transports.structured = structured;
  log.transports.live = Object.assign((message: { data: unknown[] }) => keep(message.data[0] as LogEntry), {
    level: 'silly' as const,
    transforms: [],
  });
  return {
    sink: log,
    limit: (next: LogLimits) => {
      elders = next.elders;
      for (const transport of files) transport.maxSize = next.fileBytes;
    },
    clear: () => {
      // the transports know how long their files are
      for (const transport of files) transport.getFile().clear();
      removeLogFiles(folder);
    },
  };
}

function queryMatcher({ levels, takeId, text = '' }: Omit<LogQuery, 'limit'>): (entry: LogEntry) => boolean {
  const fits = createMatcher({ text, ...(takeId === undefined ? {} : { takeId }) });
  return (entry) => (levels === undefined || levels.includes(entry.level)) && fits(entry);
}

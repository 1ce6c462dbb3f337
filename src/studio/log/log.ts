import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import electronLog from 'electron-log/node';
import type { Unsubscribe } from '#contract/contract';
import type { LogScan, LogScanPage, LogSurveyPage, LogSurveyQuery } from '#contract/log-filter';
import {
  createLogger,
  LINE_CHARACTERS,
  type LogEntry,
  type Logger,
  type LogLevel,
  type LogRecord,
} from '#contract/logger';
import { cutLine } from '#contract/personal';
import type { LogQuery } from '#contract/studio-state';
import { formatLine } from '#log-text/format';
import { createMatcher } from '#log-text/matcher';
import { plainFacts } from './log-data';
import { logFile, logLimits, removeLogFiles, rotate, type LogLimits } from './log-files';
import { hideMarked, openly, wordToken, type LogPrivacy } from './log-privacy';
import { fileMode } from '../storage/files/file-modes';
import { isFullAt, systemWord } from '../storage/files/storage-errors';
import { requireFileIfThere } from '../storage/files/regular-file';
import { lastSeq, storedBackwards } from './log-reader';
import { scanLog, writtenMatcher } from './log-scan';
import { surveyLog } from './log-survey';
import { shownOf, writeStored, type StoredEntry } from './stored-line';

// a file that takes no line is told once, by `tellTrouble`; the library would print a stack for every line
electronLog.transports.console.writeFn = () => undefined;

const RING_LINES = 20_000;
const BATCH_MS = 40;
/** Scope and take id are names of ours, not texts. */
const LONGEST_NAME = 100;
/** More lines than this at once are nobody's to read: listeners get the newest, and are told how many are missing. */
const BATCH_LINES = 5000;

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
  /** The same with a person's words marked, for whoever hides them later. */
  readonly readStored: (query: LogQuery) => Promise<StoredEntry[]>;
  /** A piece of a search through every file; see LogScan. */
  readonly scan: (scan: LogScan) => Promise<LogScanPage>;
  /** A piece of a count through every file; see LogSurveyQuery. */
  readonly survey: (query: LogSurveyQuery) => Promise<LogSurveyPage>;
  /** Removes every line kept so far, from the files and from memory. */
  readonly erase: () => void;
  /** What the folder may take from now on. */
  readonly limit: (megabytes: number) => void;
  /** Why lines of this run are kept in memory only; undefined while the files take them. */
  readonly trouble: () => string | undefined;
  /** Lines written by this run, by level. */
  readonly counts: () => Readonly<Record<LogLevel, number>>;
  /** Batches of new lines, at most 50 ms late. */
  readonly onLines: (listener: (entries: LogEntry[]) => void) => Unsubscribe;
  /** Tells those that were not told yet. */
  readonly tell: () => void;
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
  let ring: Kept[] = [];
  let waiting: LogEntry[] = [];
  let missing = 0;
  let timer: NodeJS.Timeout | undefined;
  let trouble: string | undefined;
  let seq = lastSeq(folder);
  const listeners = new Set<(entries: LogEntry[]) => void>();
  const token = wordToken(privacy.key);

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = missing === 0 ? waiting : [missingLines(missing, waiting[0]!), ...waiting.slice(1)];
    waiting = [];
    missing = 0;
    if (batch.length > 0) for (const listener of [...listeners]) listener(batch);
  };
  const keep = (kept: Kept) => {
    ring.push(kept);
    // cut in large steps: dropping one line at a time would move the whole array for each
    if (ring.length > RING_LINES * 1.1) ring = ring.slice(-RING_LINES);
    if (listeners.size === 0) return;
    waiting.push(kept.shown);
    if (waiting.length > BATCH_LINES * 2) {
      missing += waiting.length - BATCH_LINES;
      waiting = waiting.slice(-BATCH_LINES);
    }
    timer ??= setTimeout(flush, BATCH_MS).unref();
  };
  const sink = createSink({ folder, readOnly, limits });
  const write = (record: LogRecord) => {
    const data = record.data && plainFacts(record.data);
    const bounded: LogRecord = {
      ...record,
      scope: cutLine(record.scope, LONGEST_NAME),
      message: cutLine(record.message, LINE_CHARACTERS),
      ...(record.takeId === undefined ? {} : { takeId: cutLine(record.takeId, LONGEST_NAME) }),
      ...(data ? { data } : {}),
    };
    const entry = { ...(privacy.on ? hideMarked(bounded, token) : bounded), seq: ++seq };
    const kept = { stored: { ...entry, marked: true }, shown: shownOf({ ...entry, marked: true }) } as const;
    counts[record.level] += 1;
    keep(kept);
    if (!readOnly) tellTrouble(sink.write(kept));
  };
  const tellTrouble = (found: string | undefined) => {
    const begins = found !== undefined && trouble === undefined;
    trouble = found;
    if (!begins) return;
    const message = `The log cannot be written (${found}); its lines are kept in memory only.`;
    process.stderr.write(`${message}\n`);
    const entry = { time: new Date().toISOString(), level: 'error', scope: 'studio', message } as const;
    keep({ stored: { ...entry, marked: true, seq: ++seq }, shown: { ...entry, seq } });
  };

  const readKept = async ({ limit, beforeSeq = Infinity, ...filter }: LogQuery): Promise<Kept[]> => {
    const fits = queryMatcher(filter);
    const newestFirst: Kept[] = [];
    for (let at = ring.length - 1; at >= 0 && newestFirst.length < limit; at--) {
      const kept = ring[at];
      if (kept && kept.shown.seq < beforeSeq && fits(kept.shown)) newestFirst.push(kept);
    }
    const inFiles = Math.min(beforeSeq, ring[0]?.shown.seq ?? Infinity);
    if (newestFirst.length < limit && inFiles > 1) {
      const mayFit = writtenMatcher({ takeId: filter.takeId });
      for await (const stored of storedBackwards(folder, { beforeSeq: inFiles, mayFit })) {
        const shown = shownOf(stored);
        if (fits(shown)) newestFirst.push({ stored, shown });
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
    read: async (query) => (await readKept(query)).map(({ shown }) => shown),
    readStored: async (query) => (await readKept(query)).map(({ stored }) => stored),
    trouble: () => trouble,
    scan: (scan) => scanLog(folder, scan),
    survey: (query) => surveyLog(folder, query),
    erase: () => {
      ring = [];
      sink.clear();
    },
    limit: (megabytes) => sink.limit(logLimits(megabytes)),
    counts: () => counts,
    onLines: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: flush,
  };
}

/** A line as it is kept, and as people read it. */
interface Kept {
  readonly stored: StoredEntry;
  readonly shown: LogEntry;
}

/** Two electron-log transports: the readable file and the structured one. */
function createSink({ folder, readOnly, limits }: Required<Omit<LogOptions, 'privacy'>>) {
  let { elders } = limits;
  const files = (
    [
      ['log', ({ shown }: Kept) => formatLine(shown)],
      ['jsonl', ({ stored }: Kept) => writeStored(stored)],
    ] as const
  ).map(([extension, format]) => {
    const logger = electronLog.create({ logId: `runtime-${extension}:${folder}` });
    logger.transports.console.level = false;
    logger.transports.remote.level = false;
    const transport = logger.transports.file;
    // without a name it looks for a package.json above the folder it was started in, and writes nothing where there is none
    transport.setAppName('cosyvoice-studio');
    transport.level = readOnly ? false : 'silly';
    transport.maxSize = limits.fileBytes;
    transport.writeOptions = { ...transport.writeOptions, mode: fileMode(folder) };
    const path = logFile(folder, extension);
    transport.resolvePathFn = () => path;
    transport.archiveLogFn = () => rotate(folder, extension, elders);
    transport.transforms = [({ data }) => format(data[0] as Kept)];
    return { logger, transport, path };
  });
  return {
    /** @returns why a file did not take the line: its size says whether it did, the library says nothing */
    write: (kept: Kept): string | undefined => {
      try {
        for (const { logger, transport, path } of files) {
          requireFileIfThere(path);
          const before = transport.getFile().size;
          logger.silly(kept);
          const { size } = transport.getFile();
          if (size === 0 || size === before) return reasonAt(path);
        }
      } catch (thrown) {
        return systemWord(thrown);
      }
      return undefined;
    },
    limit: (next: LogLimits) => {
      elders = next.elders;
      for (const { transport } of files) transport.maxSize = next.fileBytes;
    },
    clear: () => {
      // the transports know how long their files are
      for (const { transport } of files) transport.getFile().clear();
      removeLogFiles(folder);
    },
  };
}

/** @returns the system's word for why nothing can be added to a file */
function reasonAt(path: string): string {
  try {
    appendFileSync(path, '', { mode: fileMode(path) });
    // a full disk takes nothing, and says nothing to that
    return isFullAt(dirname(path)) ? 'ENOSPC' : 'unknown';
  } catch (thrown) {
    return systemWord(thrown);
  }
}

function missingLines(count: number, first: LogEntry): LogEntry {
  const message = `${count + 1} lines not shown here: they came faster than anybody reads. The log file has them.`;
  const { time, seq } = first;
  return { time, seq, level: 'warn', scope: 'studio', message };
}

function queryMatcher({ levels, takeId, text = '' }: Omit<LogQuery, 'limit'>): (entry: LogEntry) => boolean {
  const fits = createMatcher({ text, ...(takeId === undefined ? {} : { takeId }) });
  return (entry) => (levels === undefined || levels.includes(entry.level)) && fits(entry);
}

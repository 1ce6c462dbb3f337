import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEntry } from '#contract/logger';
import { formatLine } from '#log-text/format';
import { openLog } from '#studio/log/log';
import { logFile } from '#studio/log/log-files';
import type { LogSurveyQuery } from '#contract/log-filter';
import { joinCounts, noCounts } from '#log-text/counts';
import { writeStored } from '#studio/log/stored-line';
import { plain, type Bench, type Measurement } from '../benchmark';
import { startWatch } from '../rounds';

const LINES = 1_000_000;
/** About 16 MB of JSON, as the log rotates its files. */
const LINES_A_FILE = 80_000;
const NEW_LINES = 200;
const START_MS = Date.now() - LINES * 10;

/** A log of a million lines: opened, read from its end and in its middle, and heard while it grows. */
export async function logHistory({ rounds }: Bench): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-bench-history-'));
  try {
    writeHistory(folder);
    const times = { open: [] as number[], newest: [] as number[], middle: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      const started = performance.now();
      const log = openLog({ folder, readOnly: true });
      const opened = performance.now();
      const newest = await log.read({ limit: 100 });
      const read = performance.now();
      const middle = await log.read({ limit: 2000, beforeSeq: LINES / 2 });
      const ended = performance.now();
      log.tell();
      if (newest.at(-1)?.seq !== LINES || middle.at(-1)?.seq !== LINES / 2 - 1)
        throw new Error('The log was not read where it should be.');
      // the first one finds no file in the cache of the system
      if (round === 0) continue;
      times.open.push(opened - started);
      times.newest.push(read - opened);
      times.middle.push(ended - read);
    }
    const detail = `${LINES} lines in ${Math.ceil(LINES / LINES_A_FILE)} files of each kind`;
    return [
      plain('open', 'ms', times.open, { goal: 100, detail }),
      plain('the newest 100 lines', 'ms', times.newest, { goal: 100, detail }),
      plain('2000 lines from the middle', 'ms', times.middle, { goal: 100, detail }),
      ...(await surveys(folder, rounds, detail)),
      plain('a new line, written to heard', 'ms', await latencies(folder), {
        goal: 50,
        detail: `${NEW_LINES} lines; a window gathers for 50 ms more before it draws`,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const excluded: LogSurveyQuery['exclude'] = [
  { text: 'segment 7 ', by: 'words' },
  { text: 'no such words', by: 'words' },
];
const minute = () => {
  const middle = START_MS + (LINES / 2) * 10;
  return { since: new Date(middle).toISOString(), until: new Date(middle + 60_000).toISOString() };
};

function writeHistory(folder: string): void {
  const files = Math.ceil(LINES / LINES_A_FILE);
  for (let file = 0; file < files; file++) {
    const age = files - 1 - file;
    const [log, jsonl]: [string[], string[]] = [[], []];
    for (let seq = file * LINES_A_FILE + 1; seq <= Math.min(LINES, (file + 1) * LINES_A_FILE); seq++) {
      const entry: LogEntry = {
        ...{
          seq,
          time: new Date(START_MS + seq * 10).toISOString(),
          level: seq % 997 === 0 ? 'error' : 'info',
        },
        ...{ scope: 'cosyvoice3', message: `Segment ${seq % 40} of 40, ${seq} tokens` },
        ...{ takeId: `7f3a91c2-${String(seq >> 8).padStart(8, '0')}`, stage: 'tokens' },
      };
      log.push(formatLine(entry));
      jsonl.push(writeStored(entry));
    }
    writeFileSync(logFile(folder, 'log', age), `${log.join('\n')}\n`);
    writeFileSync(logFile(folder, 'jsonl', age), `${jsonl.join('\n')}\n`);
  }
}

/** What the log tab asks of all files at once: its picture over time, what exclusions hide, shapes, lines around a match. */
async function surveys(folder: string, rounds: number, detail: string): Promise<Measurement[]> {
  const everyday: LogSurveyQuery = { levels: ['info', 'success', 'warn', 'error'] };
  const asked: readonly (readonly [string, LogSurveyQuery, goal: number])[] = [
    ['lines over time and slow-downs', { ...everyday, slowMs: 1000 }, 3000],
    ['  with two exclusions', { ...everyday, exclude: excluded }, 4000],
    ['  by shape', { ...everyday, shapes: true }, 6000],
    ['  of one minute in the middle', { ...everyday, ...minute() }, 100],
  ];
  const log = openLog({ folder, readOnly: true });
  const measured: Measurement[] = [];
  let longestPage = 0;
  for (const [what, query, goal] of asked) {
    const times: number[] = [];
    for (let round = 0; round < Math.min(2, rounds); round++) {
      const taken = startWatch();
      let counts = noCounts(query.exclude?.length ?? 0);
      for (let beforeSeq: number | undefined; ;) {
        const answered = startWatch();
        const page = await log.survey({ ...query, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
        longestPage = Math.max(longestPage, answered().cpuMs);
        counts = joinCounts(counts, page.counts, query.slowMs);
        beforeSeq = page.nextBeforeSeq;
        if (beforeSeq === undefined) break;
      }
      times.push(taken().cpuMs);
      if (counts.count === 0) throw new Error('Nothing was counted.');
    }
    measured.push(plain(what, 'ms', times, { goal, detail: `processor time, ${detail}` }));
  }
  const taken = startWatch();
  await log.scan({ levels: ['error'], limit: 500, context: 3 });
  const context = taken().cpuMs;
  log.tell();
  return [
    ...measured,
    plain('  the longest of their answers', 'ms', [longestPage], {
      goal: 500,
      detail: 'processor time, 20 000 lines each',
    }),
    plain('errors with three lines around', 'ms', [context], {
      goal: 500,
      detail: 'processor time, 20 000 lines',
    }),
  ];
}

/** @returns how long each line took from its writer to a listener, ms */
async function latencies(folder: string): Promise<number[]> {
  const log = openLog({ folder, readOnly: false });
  const written = new Map<string, number>();
  const heard: number[] = [];
  const stop = log.onLines((lines) => {
    for (const { message } of lines) {
      const at = written.get(message);
      if (at !== undefined) heard.push(performance.now() - at);
    }
  });
  const logger = log.logger('bench');
  for (let n = 0; n < NEW_LINES; n++) {
    written.set(`new ${n}`, performance.now());
    logger.info(`new ${n}`);
    await sleep(5);
  }
  log.tell();
  stop();
  return heard;
}

import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEntry } from '#contract/logger';
import { openLog } from '#studio/log/log';
import { formatLine } from '#log-text/format';
import { median } from '../../../src/cli/bench/statistics';
import { plain, ratio, type Bench, type Measurement } from '../benchmark';
import { interleaved, timed } from '../rounds';

const LINES = 2000;
/** A fast engine in its busiest second, in bursts as they come through its port. */
const BUSY = { lines: 5000, burst: 100 } as const;

/** Lines a second through the studio's log into both of its files, against appending the same bytes by hand. */
export async function logLines({ rounds }: Bench): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-bench-log-'));
  const log = openLog({ folder, readOnly: false });
  const logger = log.logger('bench');
  const facts = { takeId: '7f3a91c2-0000', stage: 'tokens', tokensPerSec: 31.4 } as const;
  const { takeId, stage, ...data } = facts;
  const entry: LogEntry = {
    seq: 1,
    time: new Date().toISOString(),
    level: 'info',
    scope: 'bench',
    message: 'Segment 1 of 3',
    takeId,
    stage,
    data,
  };
  try {
    const { studio, files } = await interleaved(rounds, {
      studio: () =>
        timed(() => {
          for (let i = 0; i < LINES; i++) logger.info('Segment 1 of 3', facts);
        }, LINES),
      files: () =>
        timed(() => {
          for (let i = 0; i < LINES; i++) {
            appendFileSync(join(folder, 'bare.log'), `${formatLine(entry)}\n`);
            appendFileSync(join(folder, 'bare.jsonl'), `${JSON.stringify(entry)}\n`);
          }
        }, LINES),
    });
    const heard = await shareHeard(log);
    return [
      plain('log lines heard / written, 5 000 a second', 'ratio', [heard], {
        detail: `${BUSY.lines} lines in bursts of ${BUSY.burst}, as a window is told them`,
      }),
      ratio('a log line / two bare appends', studio, files, {
        detail: `${median(studio).toFixed(3)} / ${median(files).toFixed(3)} ms`,
      }),
      plain(
        'log lines',
        'per second',
        studio.map((ms) => 1000 / ms),
        {
          detail: `${LINES} lines a round into runtime.log and runtime.jsonl`,
        },
      ),
    ];
  } finally {
    log.tell();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns which share of a second's lines a listener heard, in their order: 1 when none is lost */
async function shareHeard(log: ReturnType<typeof openLog>): Promise<number> {
  let heard = 0;
  const stop = log.onLines((lines) => {
    for (const { message } of lines) if (message === `busy ${heard}`) heard++;
  });
  const logger = log.logger('bench');
  for (let from = 0; from < BUSY.lines; from += BUSY.burst) {
    for (let n = from; n < from + BUSY.burst; n++) logger.debug(`busy ${n}`);
    await sleep((BUSY.burst / BUSY.lines) * 1000);
  }
  log.tell();
  stop();
  return heard / BUSY.lines;
}

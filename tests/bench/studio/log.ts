import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '#contract/logger';
import { openLog } from '#studio/log';
import { formatLine } from '#log-text/format';
import { median } from '../../../src/cli/bench/statistics';
import { plain, ratio, type Bench, type Measurement } from '../benchmark';
import { interleaved, timed } from '../rounds';

const LINES = 2000;

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
    return [
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
    log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

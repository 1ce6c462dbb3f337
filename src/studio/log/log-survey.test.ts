import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogSurveyQuery } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { personal } from '#contract/personal';
import { joinCounts, noCounts } from '#log-text/counts';
import { surveyOf } from '#log-text/survey';
import { rotate } from './log-files';
import { linesBackwards } from './log-reader';
import { surveyLog } from './log-survey';
import { writeStored } from './stored-line';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const START_MS = Date.UTC(2026, 10, 22);
const LINES = 45_000;
const FILE_LINES = 20_000;

const levelOf = (seq: number) => (seq % 50 === 0 ? 'error' : seq % 7 === 0 ? 'debug' : 'info');

const line = (seq: number): LogEntry => ({
  seq,
  time: new Date(START_MS + seq * 100 + Math.floor(seq / 9000) * 60_000).toISOString(),
  level: levelOf(seq),
  scope: seq % 3 === 0 ? 'engine' : 'draft',
  message: seq % 11 === 0 ? `Text: ${personal('你好 token')} ${seq}` : `Step ${seq} of 10`,
  ...(seq % 13 === 0 ? { takeId: 'take-a', stage: 'flow' as const } : {}),
  ...(seq % 49 === 1 && levelOf(seq) === 'info' ? { success: true } : {}),
  // facts that look like the head of a line
  ...(seq % 17 === 0 ? { data: { level: 'error', seq: 5, note: '"level":"error","seq":7}' } } : {}),
});

const folder = (() => {
  const made = temporaryFolder();
  for (let from = 1; from <= LINES; from += FILE_LINES) {
    rotate(made, 'jsonl', 10);
    const lines = Array.from({ length: Math.min(FILE_LINES, LINES - from + 1) }, (_, index) =>
      writeStored(line(from + index)),
    );
    writeFileSync(join(made, 'runtime.jsonl'), `${lines.join('\n')}\n{"time":"cut sh\n`);
  }
  return made;
})();

async function survey(query: LogSurveyQuery) {
  let counts = noCounts(query.exclude?.length ?? 0);
  let looked = 0;
  for (let beforeSeq: number | undefined; ;) {
    const page = await surveyLog(folder, { ...query, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    counts = joinCounts(counts, page.counts, query.slowMs);
    looked += page.looked;
    beforeSeq = page.nextBeforeSeq;
    if (beforeSeq === undefined) return { counts, looked };
  }
}

const moment = (seq: number) => new Date(START_MS + seq * 100).toISOString();

let entries: LogEntry[] = [];
beforeAll(async () => {
  for await (const entry of linesBackwards(folder)) entries.push(entry);
  entries = entries.reverse();
});

describe('a count through every file', () => {
  test.each<[string, LogSurveyQuery]>([
    ['everything', {}],
    ['some levels', { levels: ['info', 'error'] }],
    ['results alone', { levels: ['success'] }],
    ['a pause', { slowMs: 30_000 }],
    ['shapes', { shapes: true }],
    [
      'plain exclusions',
      {
        exclude: [
          { text: 'TOKEN', by: 'words' },
          { text: '5 of 10', by: 'words' },
        ],
      },
    ],
    ['an expression', { exclude: [{ text: String.raw`Step \d+5 `, by: 'regex' }], slowMs: 200 }],
    ['a shape', { exclude: [{ text: 'info draft: Step # of #', by: 'shape' }] }],
    ['words across a mark', { text: 'text: 你好' }],
    ['a take, a stage and a part', { takeId: 'take-a', stage: 'flow', scopes: ['engine'] }],
    ['a span of time', { since: moment(7000), until: moment(30_000), slowMs: 1000 }],
  ])('is that of the lines themselves: %s', async (_name, query) => {
    const { counts } = await survey(query);
    expect(counts).toEqual(surveyOf(entries, query));
    expect(counts.count).toBeGreaterThan(0);
  });

  test('of a span reads what lies in it, and not the rest', async () => {
    const { looked } = await survey({ since: moment(30_000), until: moment(30_500) });
    expect(looked).toBeLessThan(5000);
  });

  test('refuses what is no expression', async () => {
    await expect(survey({ exclude: [{ text: '(', by: 'regex' }] })).rejects.toMatchObject({
      code: 'pattern-invalid',
    });
  });
});

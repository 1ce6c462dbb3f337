import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LogScan } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { rotate } from './log-files';
import { lastSeq, linesBackwards, piecesBackwards } from './log-reader';
import { scanLog } from './log-scan';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const written = (seq: number, more: Partial<LogEntry> = {}) =>
  JSON.stringify({
    time: new Date(Date.UTC(2026, 10, 22) + seq * 1000).toISOString(),
    level: 'info',
    scope: 'draft',
    message: `line ${seq} 你好`,
    ...more,
    seq,
  });

/** A folder whose lines 1 to `count` lie in three files, with a long line and a damaged one among them. */
function folderOf(count: number): string {
  const folder = temporaryFolder();
  for (let part = 0; part < 3; part++) {
    const from = Math.floor((part * count) / 3) + 1;
    const to = Math.floor(((part + 1) * count) / 3);
    const lines = Array.from({ length: to - from + 1 }, (_, index) =>
      written(from + index, {
        ...(index === 7 ? { data: { long: 'x'.repeat(300_000) } } : {}),
        ...((from + index) % 100 === 0 ? { level: 'error' as const, takeId: 'take-a' } : {}),
      }),
    );
    rotate(folder, 'jsonl', 10);
    writeFileSync(join(folder, 'runtime.jsonl'), `${lines.join('\n')}\n{"time":"cut sh\n`);
  }
  return folder;
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

describe('reading the files backwards', () => {
  const count = 9000;
  const folder = folderOf(count);

  test('gives every line once, whatever the sizes of lines and pieces', async () => {
    const seqs = (await all(linesBackwards(folder))).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: count }, (_, index) => count - index));
    expect(lastSeq(folder)).toBe(count);
  });

  test.each([2, 9, 2999, 3001, 3002, 4567, 6008, 6009, 8999, 9000, 9001])(
    'finds the lines before number %i without reading what lies behind',
    async (beforeSeq) => {
      for await (const { entries, looked } of piecesBackwards(folder, { beforeSeq })) {
        expect(entries[0]?.seq).toBe(beforeSeq - 1);
        expect(looked).toBeLessThan(6000);
        break;
      }
    },
  );

  test('misses and doubles nothing when files are rotated in between', async () => {
    const moving = folderOf(3000);
    const seqs: number[] = [];
    for await (const { entries } of piecesBackwards(moving)) {
      seqs.push(...entries.map(({ seq }) => seq));
      if (seqs.length < 1500) {
        rotate(moving, 'jsonl', 10);
        appendFileSync(join(moving, 'runtime.jsonl'), `${written(3001)}\n`);
      }
    }
    expect(new Set(seqs).size).toBe(seqs.length);
  });
});

describe('a search through every file', () => {
  const folder = folderOf(60_000);
  const search = async (scan: Omit<LogScan, 'limit'>, limit = 2000) => {
    const found: number[] = [];
    let pages = 0;
    for (let beforeSeq: number | undefined; ; pages++) {
      const page = await scanLog(folder, {
        ...scan,
        limit,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      });
      found.unshift(...page.entries.map(({ seq }) => seq));
      beforeSeq = page.nextBeforeSeq;
      if (beforeSeq === undefined) return { found, pages: pages + 1 };
    }
  };
  const hundreds = Array.from({ length: 600 }, (_, index) => (index + 1) * 100);

  test('comes in pieces that together have every line once', async () => {
    const { found, pages } = await search({ levels: ['error'] });
    expect(found).toEqual(hundreds);
    expect(pages).toBeGreaterThan(2);
    expect((await search({ levels: ['error'] }, 7)).found).toEqual(hundreds);
  });

  test('finds by take, by words in any script, by expression', async () => {
    expect((await search({ takeId: 'take-a' })).found).toEqual(hundreds);
    expect((await search({ text: 'LINE 4321 你' })).found).toEqual([4321]);
    expect((await search({ text: '^line 5.?99 ', regex: true })).found).toEqual(
      [599, 5099, 5199, 5299].concat([5399, 5499, 5599, 5699, 5799, 5899, 5999]),
    );
  });

  test('keeps to a span of time, and hides what is excluded', async () => {
    const moment = (seq: number) => new Date(Date.UTC(2026, 10, 22) + seq * 1000).toISOString();
    const span = { since: moment(19_950), until: moment(20_300) };
    expect((await search({ levels: ['error'], ...span })).found).toEqual([20_000, 20_100, 20_200]);
    const exclude = [
      { text: 'line 200', by: 'words' },
      { text: '^line 2.200 ', by: 'regex' },
    ] as const;
    expect((await search({ levels: ['error'], ...span, exclude: [...exclude] })).found).toEqual([20_100]);
    expect((await search({ exclude: [{ text: 'info draft: line # …', by: 'shape' }] })).found).toEqual(
      hundreds,
    );
  });

  test.each([7, 600])('brings the lines around each one, wherever a piece ends (limit %i)', async (limit) => {
    const { found } = await search({ levels: ['error'], context: 2 }, limit);
    const wanted = hundreds.flatMap((seq) => [seq - 2, seq - 1, seq, seq + 1, seq + 2]);
    expect([...new Set(found)].sort((left, right) => left - right)).toEqual(
      wanted.filter((seq) => seq <= 60_000),
    );
  });

  test('refuses what is no expression, and no expression makes it hang', async () => {
    await expect(search({ text: '(', regex: true })).rejects.toMatchObject({ code: 'pattern-invalid' });
    expect((await search({ text: '(x+x+)+y', regex: true })).found).toEqual([]);
  });
});

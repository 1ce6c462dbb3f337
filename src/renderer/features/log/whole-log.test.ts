import { expect, test } from 'vitest';
import type { LogEntry } from '#contract/logger';
import type { LogQuery } from '#contract/studio-state';
import { wholeLog } from './whole-log';

const line = (seq: number): LogEntry => ({
  seq,
  time: '2026-11-26T12:00:00.000Z',
  level: 'info',
  scope: 'engine',
  message: `line ${seq}`,
});

test('every line of the files is saved once, oldest first, however many pages there are', async () => {
  const log = Array.from({ length: 45_000 }, (_, at) => line(at + 1));
  const asked: number[] = [];
  const readLog = async ({ limit, beforeSeq = Infinity }: LogQuery) => {
    asked.push(limit);
    return log.filter(({ seq }) => seq < beforeSeq).slice(-limit);
  };
  const told: number[] = [];
  const blob = await wholeLog({ readLog }, 'jsonl', (count) => told.push(count));
  const lines = (await blob.text()).trim().split('\n');
  expect(lines.map((each) => (JSON.parse(each) as LogEntry).seq)).toEqual(log.map(({ seq }) => seq));
  expect(told).toEqual([20_000, 40_000, 45_000]);
  expect(asked).toHaveLength(3);
  const text = await (await wholeLog({ readLog }, 'txt', () => undefined)).text();
  expect(text.split('\n')[44_999]).toContain('line 45000');
  expect(text.endsWith('\n')).toBe(true);
});

test('an empty log is an empty file', async () => {
  expect((await wholeLog({ readLog: async () => [] }, 'txt', () => undefined)).size).toBe(0);
});

import { expect, test } from 'vitest';
import { createLogger, type LogRecord } from '#contract/logger';
import { reveal } from '#contract/personal';
import { ProcessWords } from './process-words';

function listen() {
  const records: LogRecord[] = [];
  const words = new ProcessWords(createLogger('engine', (record) => records.push(record)));
  const told = () =>
    records.map(({ level, scope, message, data }) => [
      level,
      scope,
      reveal(message),
      typeof data?.stack === 'string' ? reveal(data.stack) : undefined,
    ]);
  return { words, told };
}

test('pieces become lines, stacks are folded, and a line that names its level has it', () => {
  const { words, told } = listen();
  words.hear('[INFO] loa');
  words.hear('ded\nError: the vocoder fell over\n    at vocoder.ts:12\n');
  words.hear('2026-11-25 12:00:00.1 [E:onnxruntime:, a.cc:1 Run] no memory\nlast');
  words.flush();
  expect(told()).toEqual([
    ['info', 'engine', 'loaded', undefined],
    ['warn', 'engine', 'Error: the vocoder fell over', '    at vocoder.ts:12'],
    ['error', 'engine', 'no memory', undefined],
    ['warn', 'engine', 'last', undefined],
  ]);
  expect(words.last.split('\n')).toEqual([
    ...['loaded', 'Error: the vocoder fell over', '    at vocoder.ts:12', 'no memory', 'last'],
  ]);
});

test('a process that says much leaves its last thirty lines behind', () => {
  const { words } = listen();
  words.hear(Array.from({ length: 100 }, (_, n) => `line ${n}\n`).join(''));
  words.flush();
  expect(words.last.split('\n')).toHaveLength(30);
  expect(words.last).toMatch(/line 99$/);
});

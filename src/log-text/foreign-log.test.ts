import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '#contract/logger';
import { createForeignReader, readForeignLog } from './foreign-log';
import { formatLine, formatSeed } from './format';

const fixture = (name: string) =>
  readFileSync(new URL(`../../tests/fixtures/logs/${name}.log`, import.meta.url), 'utf8');
const said = (entries: readonly LogEntry[], words: string) => {
  const found = entries.find(({ message }) => message.includes(words));
  if (!found) throw new Error(`no line says ${words}`);
  return found;
};

describe('the bracketed dialect', () => {
  const entries = readForeignLog(fixture('bracketed'));

  test('gives levels, SUCCESS as info with a flag, stages, numbers and names', () => {
    expect(said(entries, 'Received')).toMatchObject({
      level: 'info',
      data: { text: '你好，欢迎收听今天的节目。' },
    });
    expect(said(entries, 'Prompt audio loaded')).toMatchObject({
      stage: 'prompt',
      data: { durationSec: 3.2, sampleRateHz: 16_000 },
    });
    expect(said(entries, 'neutral')).toMatchObject({ stage: 'flow', data: { emotion: 'neutral' } });
    expect(said(entries, 'Vocoder')).toMatchObject({ stage: 'vocoder' });
    expect(said(entries, 'Audio saved')).toMatchObject({
      level: 'info',
      success: true,
      stage: 'save',
      data: { file: 'outputs/output_20241217_143052.wav' },
    });
    expect(said(entries, 'unstable').level).toBe('warn');
  });

  test('folds the traceback under its error, and reads how much memory was asked for', () => {
    const memory = said(entries, 'out of memory');
    expect(memory).toMatchObject({ level: 'error', data: { needed: 512, unit: 'MiB' } });
    expect(String(memory.data?.stack).split('\n')).toHaveLength(6);
    expect(entries.at(-1)?.message).toBe('Audio sample rate too low: 8000Hz, at least 16000Hz is needed');
  });

  test('keeps the lines of one request together', () => {
    const takes = entries.filter(({ takeId }) => takeId !== undefined).map(({ takeId }) => takeId);
    expect(takes.filter((take) => take === 'req-1')).toHaveLength(6);
    expect(takes.filter((take) => take === 'req-2')).toHaveLength(4);
  });
});

describe('the dialect of the official server', () => {
  const entries = readForeignLog(fixture('official'));

  test('gives time, level, request kind, sentence, seconds and real-time factor', () => {
    const time = new Date(2024, 11, 17, 14, 30, 53, 866).toISOString();
    expect(said(entries, 'rtf 1.2')).toMatchObject({
      time,
      level: 'info',
      stage: 'vocoder',
      takeId: 'req-1',
      data: { audioSec: 2.96, realTimeFactor: 1.2001351 },
    });
    expect(said(entries, 'get zero_shot')).toMatchObject({
      takeId: 'req-1',
      data: { mode: 'zero_shot' },
    });
    expect(said(entries, '生日礼物')).toMatchObject({
      stage: 'tokens',
      data: { text: '收到好友从远方寄来的生日礼物。' },
    });
    expect(said(entries, 'too short than')).toMatchObject({ level: 'warn', stage: 'tokens' });
    expect(said(entries, 'seed')).toMatchObject({ data: { seed: 12_345 } });
  });

  test('knows its neighbours in the same file: onnxruntime, uvicorn, bare Python logging', () => {
    expect(said(entries, 'Memcpy')).toMatchObject({ level: 'warn', scope: 'onnxruntime' });
    expect(said(entries, 'Uvicorn')).toMatchObject({ level: 'info' });
    expect(said(entries, 'torchaudio')).toMatchObject({ level: 'warn', scope: 'root' });
  });

  test('makes one error of a trace and the one it led to', () => {
    const traces = entries.filter(({ level }) => level === 'error');
    expect(traces).toHaveLength(1);
    expect(traces[0]?.message).toBe('Traceback (most recent call last):');
    expect(traces[0]?.data?.stack).toMatch(/AssertionError\n[^]*RuntimeError: inference failed$/);
  });
});

test('our own runtime.log is read back, stacks and all', () => {
  const time = new Date(2026, 10, 22, 12, 0, 0, 123).toISOString();
  const own: LogEntry = {
    seq: 9,
    time,
    level: 'error',
    scope: 'engine',
    takeId: '7f3a91c2',
    message: 'It ended',
  };
  const [read] = readForeignLog(formatLine({ ...own, data: { stack: 'Error: no\n  at a' } }));
  expect(read).toMatchObject({ ...own, seq: 1 });
  expect(read?.data?.stack).toBe('    Error: no\n      at a');
  expect(readForeignLog(formatSeed({ ...own, level: 'info', success: true }))[0]).toMatchObject({
    success: true,
  });
});

test('unknown lines stand as they are, and a progress bar as it was seen last', () => {
  expect(readForeignLog('hello\r\nworld [INFO]\n').map(({ message }) => message)).toEqual([
    'hello',
    'world [INFO]',
  ]);
  expect(readForeignLog('1%|\r100%|##|\n')[0]?.message).toBe('100%|##|');
});

/** A small generator, so that a failure can be found again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('whatever a file holds, every line is told, in order, however it is cut, and in linear time', () => {
  const next = randomNumbers(20_241_217);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const parts = [
    ...[
      '[INFO] ',
      '[',
      ']',
      '[SUCCESS]',
      '2024-12-17 14:30:52,123 ',
      'INFO',
      ' ',
      '\n',
      '\n',
      '\r',
      '\t',
      '\0',
    ],
    ...[
      'rtf 1.2',
      'yield speech len ',
      '你好',
      '😀',
      '\ud83d',
      'Traceback (most recent call last):\n',
      '  File "a"\n',
    ],
    ...[
      '9'.repeat(50),
      '('.repeat(300),
      'synthesis text ',
      'CUDA out of memory. Tried to allocate ',
      'seed: ',
    ],
  ];
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 60 }, () => pick(parts)).join('');
    const whole = readForeignLog(text);
    const reader = createForeignReader();
    const cut: LogEntry[] = [];
    for (let at = 0; at < text.length;) {
      const size = 1 + Math.floor(next() * 40);
      cut.push(...reader.push(text.slice(at, at + size)));
      at += size;
    }
    cut.push(...reader.end());
    expect(cut).toEqual(whole);
    expect(whole.map(({ seq }) => seq)).toEqual(whole.map((_, index) => index + 1));
  }
  expect(readForeignLog(`[INFO] ${' '.repeat(200_000)}x`)[0]?.level).toBe('info');
  expect(readForeignLog('a'.repeat(5_000_000))).toHaveLength(1);
});

import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { LogEntry } from '#contract/logger';
import { personal } from '#contract/personal';
import { openLog } from './log';
import { plainData } from './log-data';
import { logLimits } from './log-files';
import { formatLine, formatSeed } from '#log-text/format';
import { linesBackwards } from './log-reader';
import { removeTemporaryFolders, temporaryFolder } from '../../../tests/support/studio/test-studio';

afterAll(removeTemporaryFolders);

const entry = (change: Partial<LogEntry> = {}): LogEntry => ({
  seq: 1,
  time: new Date(2026, 10, 22, 12, 0, 0, 123).toISOString(),
  level: 'info',
  scope: 'engine',
  message: 'Vocoder decoding completed.',
  ...change,
});

describe('the form of a line', () => {
  test('time, level, scope, take, message, data', () => {
    const line = entry({ takeId: '7f3a91c2-aaaa', stage: 'vocoder', data: { frames: 12 } });
    expect(formatLine(line)).toBe(
      '[2026-11-22 12:00:00.123] [INFO] [engine] (take 7f3a91c2) Vocoder decoding completed. {"stage":"vocoder","frames":12}',
    );
  });

  test('a success is told as SUCCESS, a warning as WARNING, in both forms', () => {
    const saved = entry({ success: true, message: 'Audio saved to outputs/output_20241217_143052.wav' });
    expect(formatLine(saved)).toContain('] [SUCCESS] [engine] Audio saved');
    expect(formatSeed(saved)).toBe('[SUCCESS] Audio saved to outputs/output_20241217_143052.wav');
    expect(formatSeed(entry({ level: 'warn', message: 'loud' }))).toBe('[WARNING] loud');
    expect(formatSeed(entry({ level: 'error', message: 'gone' }))).toBe('[ERROR] gone');
  });

  test('a stack stands below its message, line by line', () => {
    const failed = entry({
      level: 'error',
      message: 'no',
      data: { code: 'internal', stack: 'Error: no\n  at a\n  at b' },
    });
    expect(formatLine(failed).split('\n').slice(1)).toEqual(['    Error: no', '      at a', '      at b']);
  });
});

test('data that JSON cannot hold is told in words instead of stopping the line', () => {
  const circle: Record<string, unknown> = {
    tensor: new Float32Array(3),
    big: 12n,
    bad: NaN,
    at: new Date(0),
  };
  circle.self = circle;
  expect(plainData(circle)).toEqual({
    tensor: '[Float32Array of 12 bytes]',
    big: '12',
    bad: 'NaN',
    at: '1970-01-01T00:00:00.000Z',
    self: '[circular]',
  });
  expect(plainData(new Error('a', { cause: new Error('b') }))).toMatchObject({
    message: personal('a'),
    cause: { message: personal('b') },
  });
});

describe('a log on disk', () => {
  test('every line is in both files and in memory, numbered, and reaches listeners', async () => {
    const folder = temporaryFolder();
    const log = openLog({ folder, readOnly: false });
    const heard: LogEntry[] = [];
    log.onLines((lines) => heard.push(...lines));
    log.logger('studio').info('one', { takeId: 't-1', tokens: 5n });
    log.logger('studio').error('two');
    log.tell();
    expect(heard.map(({ seq, message }) => [seq, message])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(await log.read({ limit: 10 })).toEqual(heard);
    expect(readFileSync(log.file, 'utf8')).toMatch(
      /\[INFO\] \[studio\] \(take t-1\) one \{"tokens":"5"\}\n.*\[ERROR\] \[studio\] two\n$/,
    );
    const structured = readFileSync(join(folder, 'runtime.jsonl'), 'utf8').trim().split('\n');
    expect(structured.map((line) => JSON.parse(line) as unknown)).toEqual(
      heard.map((line) => ({ ...line, marked: true })),
    );
  });

  test('a query filters by level, take and text, and cuts the newest', async () => {
    const log = openLog({ folder: temporaryFolder(), readOnly: false });
    const logger = log.logger('studio');
    logger.info('Loading Model', { takeId: 'a' });
    logger.warn('noisy prompt', { takeId: 'a' });
    logger.warn('noisy prompt', { takeId: 'b', file: personal('model.onnx') });
    const found = async (query: object) => (await log.read({ limit: 10, ...query })).map(({ seq }) => seq);
    expect(await found({ takeId: 'a' })).toEqual([1, 2]);
    expect(await found({ levels: ['warn'] })).toEqual([2, 3]);
    expect(await found({ text: 'MODEL' })).toEqual([1, 3]);
    expect(await found({ limit: 2 })).toEqual([2, 3]);
    expect(await found({ limit: 2, beforeSeq: 3 })).toEqual([1, 2]);
  });

  test('the lines of earlier runs are read from their files, and numbers go on', async () => {
    const folder = temporaryFolder();
    const first = openLog({ folder, readOnly: false });
    for (let n = 0; n < 3000; n++)
      first.logger('studio').info(`line ${n} ${'·'.repeat(60)}`, { takeId: n % 2 ? 'odd' : 'even' });
    first.tell();
    appendFileSync(join(folder, 'runtime.jsonl'), '{"seq":3001,"mess');
    const second = openLog({ folder, readOnly: false });
    second.logger('studio').info('after the restart');
    const seqs = (lines: LogEntry[]) => lines.map(({ seq }) => seq);
    const all = await second.read({ limit: 10_000 });
    expect(all.at(-1)?.message).toBe('after the restart');
    expect(seqs(all.slice(0, 3000))).toEqual(Array.from({ length: 3000 }, (_, n) => n + 1));
    expect(new Set(seqs(all)).size).toBe(all.length);
    expect(seqs(await second.read({ limit: 2, takeId: 'even', beforeSeq: 100 }))).toEqual([97, 99]);
  });

  test('files rotate by size, keep so many elders, and stay one history', async () => {
    const folder = temporaryFolder();
    const limits = { fileBytes: 200_000, elders: 3 };
    const log = openLog({ folder, readOnly: false, limits });
    const long = 'x'.repeat(1500);
    for (let n = 0; n < 1200; n++) log.logger('studio').debug('long', { long, n });
    expect(existsSync(join(folder, 'runtime.3.log'))).toBe(true);
    expect(existsSync(join(folder, 'runtime.4.log'))).toBe(false);
    expect(statSync(join(folder, 'runtime.1.jsonl')).size).toBeLessThan(limits.fileBytes + 4000);
    const reading = openLog({ folder, readOnly: true });
    const kept = await reading.read({ limit: 100_000 });
    expect(kept.at(-1)?.seq).toBe(1200);
    expect(kept.map(({ seq }) => seq)).toEqual(
      Array.from({ length: kept.length }, (_, n) => 1201 - kept.length + n),
    );
    expect(kept.length).toBeGreaterThan(350);

    log.limit(32);
    expect(logLimits(32)).toEqual({ fileBytes: 8 * 1024 * 1024, elders: 1 });
    expect(logLimits()).toEqual({ fileBytes: 16 * 1024 * 1024, elders: 15 });
  });

  test('erased, it has no line and no elder, and numbers go on', async () => {
    const folder = temporaryFolder();
    const log = openLog({ folder, readOnly: false, limits: { fileBytes: 2000, elders: 3 } });
    for (let n = 0; n < 100; n++) log.logger('studio').info('secret');
    log.erase();
    log.logger('studio').info('after');
    const lines = (await log.read({ limit: 10 })).map(({ seq, message }) => [seq, message]);
    expect(lines).toEqual([[101, 'after']]);
    expect(existsSync(join(folder, 'runtime.1.jsonl'))).toBe(false);
    expect(readFileSync(log.file, 'utf8')).not.toContain('secret');
  });

  test('files that cannot be written are said at the first line, kept in memory, and found again', async () => {
    const folder = join(temporaryFolder(), 'logs');
    writeFileSync(folder, 'a file where the folder should be');
    const log = openLog({ folder, readOnly: false });
    log.logger('studio').info('one');
    expect(log.trouble()).toMatch(/^[A-Z]+$/);
    const lines = (await log.read({ limit: 10 })).map(({ message }) => message);
    expect(lines[0]).toBe('one');
    expect(lines[1]).toContain('cannot be written');
    rmSync(folder);
  });

  test('started from a folder without a package.json above it, it writes all the same', async () => {
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue('/');
    try {
      const folder = temporaryFolder();
      const log = openLog({ folder, readOnly: false });
      log.logger('studio').info('one');
      expect(log.trouble()).toBeUndefined();
      expect(readFileSync(log.file, 'utf8')).toContain('one');
    } finally {
      cwd.mockRestore();
    }
  });

  test('a line of another program without an end is passed over, and the lines around it are read', async () => {
    const folder = temporaryFolder();
    const log = openLog({ folder, readOnly: false });
    log.logger('studio').info('before');
    const strange = 'x'.repeat(9_000_000);
    appendFileSync(join(folder, 'runtime.jsonl'), `${strange}\n${strange}\n`);
    log.logger('studio').info('after');
    const reading = openLog({ folder, readOnly: true });
    const joining = vi.spyOn(Buffer, 'concat');
    expect((await reading.read({ limit: 10 })).map(({ message }) => message)).toEqual(['before', 'after']);
    // each byte is looked at once: pieces that are joined again with each new one would take minutes for a large file
    const joined = joining.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
    joining.mockRestore();
    expect(joined).toBeLessThan(strange.length);
  });

  test('a burst reaches listeners as its newest lines and the number of the others', () => {
    const log = openLog({ folder: temporaryFolder(), readOnly: false });
    const heard: LogEntry[] = [];
    log.onLines((lines) => heard.push(...lines));
    for (let n = 0; n < 10_500; n++) log.logger('studio').debug(`line ${n}`);
    log.tell();
    expect(heard.length).toBeLessThan(6000);
    expect(heard[0]!.message).toMatch(/^\d+ lines not shown here/);
    expect(heard.at(-1)!.message).toBe('line 10499');
    expect(Number.parseInt(heard[0]!.message) + heard.length - 1).toBe(10_500);
  });

  test('opened for reading it writes nothing', () => {
    const folder = temporaryFolder();
    openLog({ folder, readOnly: true }).logger('studio').info('quiet');
    expect(existsSync(join(folder, 'runtime.log'))).toBe(false);
  });
});

test('whoever reads a log, live or from its files, sees the words without their marks', async () => {
  const folder = temporaryFolder();
  const log = openLog({ folder, readOnly: false });
  const heard: LogEntry[] = [];
  log.onLines((lines) => heard.push(...lines));
  log.logger('studio').info(`text: ${personal('你好世界')}`, { name: personal('Anna') });
  log.tell();
  const later: LogEntry[] = [];
  for await (const line of linesBackwards(folder)) later.push(line);
  const { entries } = await log.scan({ text: 'text: 你好', limit: 5 });
  expect(heard[0]).toMatchObject({ message: 'text: 你好世界', data: { name: 'Anna' } });
  for (const told of [await log.read({ limit: 5 }), later, entries]) expect(told).toEqual(heard);
});

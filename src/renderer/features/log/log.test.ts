import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ShownLevel } from '#contract/log-filter';
import type { LogEntry, LogRecord } from '#contract/logger';
import { createPattern } from '#log-text/pattern';
import {
  openTestStudio,
  removeTemporaryFolders,
  temporaryFolder,
} from '../../../../tests/support/studio/test-studio';
import { displayRows, displayWidth, unfoldedLines, wrapLine } from './display-rows';
import {
  countLevels,
  everyday,
  filterLog,
  findError,
  fromSaved,
  isNarrow,
  readPattern,
  scopesOf,
  wantedOf,
  type LogFilter,
} from './filter';
import { afterNewLines, afterScroll, followNewest } from './follow';
import { foldMessage, markdownOf, markFound, plainLines, timeSince } from './line-text';
import { createLogStore, mergeLines } from './log-store';
import { clickSelection, noSelection } from './selection';

function line(seq: number, more: Partial<LogRecord> = {}): LogEntry {
  return {
    seq,
    time: '2026-11-22T12:00:00.123Z',
    level: 'info',
    scope: 'draft',
    message: `line ${seq}`,
    ...more,
  };
}
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index));
const seqs = (entries: readonly LogEntry[]) => entries.map((entry) => entry.seq);
const all: LogFilter = {
  ...everyday,
  levels: new Set<ShownLevel>(['debug', 'info', 'success', 'warn', 'error']),
};

describe('the filter', () => {
  const entries = [
    line(1, { level: 'debug' }),
    line(2, { takeId: 'a', stage: 'flow', message: 'Flow Step 1' }),
    line(3, { level: 'error', takeId: 'b', message: 'no memory', data: { neededBytes: 512 } }),
    line(4, { success: true, takeId: 'a', message: 'Audio saved' }),
  ];
  const pass = (filter: Partial<LogFilter>) =>
    seqs(filterLog(entries, { ...all, ...filter }, undefined).entries);

  test('hides debug lines until they are asked for', () => {
    expect(seqs(filterLog(entries, everyday, undefined).entries)).toEqual([2, 3, 4]);
    expect(pass({})).toEqual([1, 2, 3, 4]);
  });
  test('takes several levels at once, and success is its own', () => {
    expect(pass({ levels: new Set<ShownLevel>(['success', 'error']) })).toEqual([3, 4]);
    expect(pass({ levels: new Set<ShownLevel>(['info']) })).toEqual([2]);
  });
  test('finds text without regard to case, in the data too', () => {
    expect(pass({ text: ' STEP ' })).toEqual([2]);
    expect(pass({ text: '512' })).toEqual([3]);
  });
  test('keeps to a take and a stage', () => {
    expect(pass({ takeId: 'a' })).toEqual([2, 4]);
    expect(pass({ takeId: 'a', stage: 'flow' })).toEqual([2]);
  });
  test('reads an expression, tells why it cannot, and then shows every line', () => {
    expect(pass({ text: 'step \\d|memory', regex: true })).toEqual([2, 3]);
    expect(pass({ text: '(', regex: true })).toEqual([1, 2, 3, 4]);
    expect(readPattern({ text: '(a', regex: true }).error).toMatchObject({
      code: 'pattern-invalid',
      message: expect.stringContaining('missing closing )') as string,
    });
    expect(readPattern({ text: '(a+)+$', regex: true }).pattern?.test(`${'a'.repeat(50_000)}b`)).toBe(false);
  });
  test('keeps to some of the parts', () => {
    expect(scopesOf([...entries, line(5, { scope: 'engine' })])).toEqual(['draft', 'engine']);
    expect(pass({ scopes: ['engine'] })).toEqual([]);
  });
  test('is kept under a name and comes back as it was', () => {
    const filter: LogFilter = { ...all, levels: new Set(['error']), text: 'a|b', regex: true, stage: 'flow' };
    expect(fromSaved({ name: 'mine', filter: wantedOf(filter) })).toEqual({ ...filter, scopes: [] });
    expect(isNarrow(filter)).toBe(true);
    expect(isNarrow(everyday)).toBe(false);
  });
  test('forgets what was cleared from the view', () => expect(pass({ afterSeq: 2 })).toEqual([3, 4]));

  test('tests only new lines when the log grows at either end, and gives what a fresh look would', () => {
    const middle = lines(100, 200);
    const before = filterLog(middle, all, undefined);
    let tested = 0;
    const counting: LogFilter = { ...all, text: 'line' };
    const first = filterLog(middle, counting, before);
    const watched = [...lines(201, 203)].map((entry) => ({
      ...entry,
      get message() {
        tested++;
        return `line ${entry.seq}`;
      },
    }));
    const grown = [...lines(95, 99), ...middle, ...watched];
    const next = filterLog(grown, counting, first);
    expect(seqs(next.entries)).toEqual(seqs(grown));
    expect(tested).toBe(3);
  });
  test('starts over when a gap in the middle was filled', () => {
    const before = filterLog([line(1), line(9)], all, undefined);
    expect(seqs(filterLog([line(1), line(5), line(9)], all, before).entries)).toEqual([1, 5, 9]);
  });
  test('counts levels for its buttons, and steps from error to error', () => {
    expect(countLevels(entries)).toEqual({ debug: 1, info: 1, success: 1, warn: 0, error: 1 });
    expect(findError(entries, -1, 1)).toBe(2);
    expect(findError(entries, 2, 1)).toBe(-1);
    expect(findError(entries, 4, -1)).toBe(2);
  });
});

describe('following the newest line', () => {
  test('pauses when the person scrolls up, and counts what comes meanwhile', () => {
    let follow = afterScroll(followNewest, 500);
    expect(follow).toEqual({ following: false, newLines: 0 });
    follow = afterNewLines(afterNewLines(follow, 3), 4);
    expect(follow.newLines).toBe(7);
    expect(afterScroll(follow, 300).newLines).toBe(7);
  });
  test('goes on by itself at the end, and counts nothing then', () => {
    expect(afterScroll({ following: false, newLines: 7 }, 10)).toEqual(followNewest);
    expect(afterNewLines(followNewest, 5)).toBe(followNewest);
  });
});

describe('rows of one height', () => {
  const stack = line(2, { message: 'It failed\n  at one\n  at two', data: { code: 1 } });
  const entries = [line(1), stack, line(3)];

  test('are the entries when nothing is unfolded', () => {
    const rows = displayRows(entries, new Set(), 80);
    expect(rows.count).toBe(3);
    expect(rows.at(2).entry.seq).toBe(3);
  });
  test('carry the text of an unfolded entry below it', () => {
    const rows = displayRows(entries, new Set([2]), 80);
    const texts = Array.from({ length: rows.count }, (_, row) => rows.at(row)).map(
      ({ entry, text }) => text ?? `#${entry.seq}`,
    );
    expect(texts).toEqual(['#1', '#2', '  at one', '  at two', '{', '  "code": 1', '}', '#3']);
    expect(rows.rowOf(2)).toBe(7);
  });
  test('find every row when several entries are unfolded', () => {
    const many = Array.from({ length: 50 }, (_, index) => line(index + 1, { message: `a\nb\nc${index}` }));
    const rows = displayRows(many, new Set([1, 25, 50]), 80);
    expect(rows.count).toBe(50 + 6);
    for (let index = 0; index < 50; index++)
      expect(rows.at(rows.rowOf(index))).toMatchObject({ index, text: undefined });
  });
  test('wrap long lines in place when asked', () => {
    const long = [line(1), line(2, { message: 'abcdefghij' }), line(3)];
    const rows = displayRows(long, new Set(), 4, true);
    const texts = Array.from({ length: rows.count }, (_, row) => rows.at(row)).map(
      ({ entry, text }) => text ?? `#${entry.seq}`,
    );
    expect(texts).toEqual(['#1', ' 1', '#2', 'efgh', 'ij', '#3', ' 3'].filter((text) => text !== ''));
  });
  test('wrap at the width of the view, where Chinese takes two columns', () => {
    expect(displayWidth('ab你')).toBe(4);
    expect(wrapLine('你好世界', 4)).toEqual(['你好', '世界']);
    expect(wrapLine('abcde', 2)).toEqual(['ab', 'cd', 'e']);
    expect(unfoldedLines(line(1, { message: 'x'.repeat(90) }), 80)).toHaveLength(2);
  });
});

describe('a line', () => {
  test('folds everything below its first line', () => {
    expect(foldMessage(line(1, { message: 'Error: no\n  at a\n  at b' }))).toEqual({
      first: 'Error: no',
      more: ['  at a', '  at b'],
      data: '',
    });
  });
  test('tells a stack below it, and other facts as they are', () => {
    const failed = line(1, { message: 'no', data: { code: 'internal', stack: 'Error: no\n  at a' } });
    expect(foldMessage(failed)).toEqual({
      first: 'no',
      more: ['Error: no', '  at a'],
      data: '{\n  "code": "internal"\n}',
    });
  });
  test('copies as runtime.log writes it', () => {
    expect(
      plainLines([line(1, { takeId: 't1', success: true, message: 'Audio saved', data: { ms: 3 } })]),
    ).toMatch(/^\[2026-11-22 \d\d:00:00\.123\] \[SUCCESS\] \[draft\] \(take t1\) Audio saved \{"ms":3\}$/);
    expect(plainLines([line(1, { time: '', scope: '', message: 'as it was' })])).toBe('[INFO] as it was');
  });
  test('goes into an issue behind a fence that it cannot break', () => {
    const text = markdownOf([line(1, { message: 'a ``` b' })], 'CosyVoice Studio 1.2.3, server');
    expect(text.split('\n').filter((each) => /^`+/.test(each))).toEqual(['````text', '````']);
    expect(text).toMatch(/^CosyVoice Studio 1\.2\.3, server\n\n/);
  });
  test('tells its time from another line on', () => {
    const from = '2026-11-22T12:00:00.000Z';
    expect(timeSince('2026-11-22T12:00:01.204Z', from)).toBe('+1.204 s');
    expect(timeSince('2026-11-22T11:56:58.000Z', from)).toBe('−3 min 02 s');
    expect(timeSince('2026-11-22T14:05:00.000Z', from)).toBe('+2 h 05 min');
    expect(timeSince('', from)).toBe('');
  });
  test('marks what was searched for, without regard to case, by words and by expression', () => {
    const found = (text: string, search: string, regex = false) =>
      markFound(text, createPattern({ text: search, regex }));
    expect(found('Flow step, flow', 'FLOW')).toEqual([
      { text: 'Flow', found: true },
      { text: ' step, ', found: false },
      { text: 'flow', found: true },
    ]);
    expect(found('tokens 84 of 120', '\\d+', true).filter((piece) => piece.found)).toEqual([
      { text: '84', found: true },
      { text: '120', found: true },
    ]);
    expect(found('abc', 'x*', true)).toEqual([{ text: 'abc', found: false }]);
    expect(markFound('abc', undefined)).toEqual([{ text: 'abc', found: false }]);
    const highlights = (['b', 'cd'] as const).map((words, index) => ({
      pattern: createPattern({ text: words, regex: false })!,
      colour: (['teal', 'rose'] as const)[index]!,
    }));
    expect(markFound('abcde', createPattern({ text: 'bc', regex: false }), highlights)).toEqual([
      { text: 'a', found: false },
      { text: 'bc', found: true },
      { text: 'de', found: false },
    ]);
    expect(markFound('abcde', undefined, highlights).map(({ text, colour }) => [text, colour])).toEqual([
      ['a', undefined],
      ['b', 'teal'],
      ['cd', 'rose'],
      ['e', undefined],
    ]);
  });
});

describe('selecting lines', () => {
  const entries = lines(1, 9);
  const click = (before = noSelection, seq = 1, keys = {}) =>
    clickSelection(before, entries, seq, { shiftKey: false, ctrlKey: false, ...keys });

  test('takes one, a range with Shift, one more with Ctrl, none on a second click', () => {
    const one = click(noSelection, 3);
    expect([...one.seqs]).toEqual([3]);
    expect([...click(one, 6, { shiftKey: true }).seqs]).toEqual([3, 4, 5, 6]);
    expect([...click(one, 1, { shiftKey: true }).seqs]).toEqual([1, 2, 3]);
    expect([...click(one, 8, { ctrlKey: true }).seqs]).toEqual([3, 8]);
    expect(click(one, 3).seqs.size).toBe(0);
  });
});

describe('the lines in hand', () => {
  test('stay in order and are never doubled, however they arrive', () => {
    const merged = mergeLines([line(5), line(6)], [line(6), line(3), line(9)], 100);
    expect(seqs(merged)).toEqual([3, 5, 6, 9]);
  });
  test('drop the oldest beyond what is kept', () => {
    expect(seqs(mergeLines(lines(1, 5), lines(6, 8), 4))).toEqual([5, 6, 7, 8]);
  });

  afterAll(removeTemporaryFolders);

  /** A studio whose log begins with these lines; its own come after them. */
  const openWith = async (entries: readonly LogEntry[]) => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'logs'));
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeFileSync(join(home, 'logs', 'runtime.jsonl'), text);
    return openTestStudio({ home });
  };

  test('are read once and then kept current by events, gathered', async () => {
    const studio = await openWith([line(1)]);
    const log = createLogStore(studio, { gatherMs: 1 });
    await log.reload();
    const before = log.get().entries.length;
    let changes = 0;
    const changed = new Promise<void>((resolve) => {
      log.subscribe(() => {
        changes++;
        resolve();
      });
    });
    for (let index = 0; index < 50; index++) studio.logger.info(`live ${index}`);
    await changed;
    expect(log.get().entries).toHaveLength(before + 50);
    expect(changes).toBe(1);
    await studio.close();
  });

  test('reach back page by page, and a take asked for by name leaves no gap behind', async () => {
    const studio = await openWith(
      lines(1, 5000).map((each) => ({ ...each, takeId: each.seq < 4 ? 'old' : 'new' })),
    );
    const [{ seq: newest }] = (await studio.api.readLog({ limit: 1 })) as [LogEntry];
    const log = createLogStore(studio, { gatherMs: 1 });
    await log.reload();
    expect(log.get().entries).toHaveLength(2000);
    await log.loadTake('old');
    expect(seqs(log.get().entries).slice(0, 4)).toEqual([1, 2, 3, newest - 1999]);
    await log.loadOlder();
    await log.loadOlder();
    expect(seqs(log.get().entries)).toEqual(seqs(lines(1, newest)));
    expect(log.get().hasOlder).toBe(false);
    await studio.close();
  });

  test('give way to those of a host that was started anew', async () => {
    const first = await openWith(lines(1, 30).map((each) => ({ ...each, message: 'old' })));
    const second = await openWith([line(1, { message: 'new' })]);
    let answering = first;
    const log = createLogStore({
      api: { ...first.api, readLog: (query) => answering.api.readLog(query) },
      on: first.on,
    });
    await log.reload();
    answering = second;
    await log.reload();
    const messages = log.get().entries.map(({ message }) => message);
    expect(messages[0]).toBe('new');
    expect(messages).not.toContain('old');
    await Promise.all([first.close(), second.close()]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Measurement } from '../../bench/benchmark';
import { benchmarks } from '../../bench/benchmarks';
import { noiseWarning } from '../../bench/machine';
import { parseOptions } from '../../bench/options';
import { WrongUsage } from '../../support/command-options';
import { tableLines, verdictOf } from '../../bench/report';
import { interleaved, startWatch } from '../../bench/rounds';

const known = ['1', '2', 'draft'];

describe('the options', () => {
  test('mean everything, on the small pack, five rounds, when none is given', () => {
    expect(parseOptions([], known)).toEqual({ size: 'small', rounds: 5, help: false });
  });

  test('name benchmarks, size, rounds and a file', () => {
    const args = ['--only', '1, draft', '--size', 'full', '--rounds', '3', '--json', 'x.json'];
    expect(parseOptions(args, known)).toEqual({
      ...{ size: 'full', rounds: 3, help: false },
      ...{ only: ['1', 'draft'], json: 'x.json' },
    });
  });

  test.each([
    [['--size', 'huge'], '--size is "huge"'],
    [['--rounds', '0'], '--rounds is "0"'],
    [['--rounds', '2.5'], '--rounds is "2.5"'],
    [['--only', '1,99'], '--only names 99; there are 1, 2, draft'],
    [['--fast'], '--fast'],
  ])('%j is refused in words', (args, words) => {
    expect(() => parseOptions(args, known)).toThrow(WrongUsage);
    expect(() => parseOptions(args, known)).toThrow(words);
  });
});

describe('rounds', () => {
  test('are interleaved in turning order, and the first of all does not count', async () => {
    const order: string[] = [];
    const count = (name: string) => () => order.push(name);
    const values = await interleaved(3, { a: count('a'), b: count('b') });
    expect(order.join('')).toBe('baabbaab');
    expect(values).toEqual({ a: [3, 6, 7], b: [4, 5, 8] });
  });

  test('are divided by how often the work was done', () => {
    const taken = startWatch();
    const until = performance.now() + 20;
    while (performance.now() < until);
    const { wallMs, cpuMs } = taken(10);
    expect(wallMs).toBeGreaterThanOrEqual(2);
    expect(cpuMs).toBeGreaterThan(0);
    expect(cpuMs).toBeLessThan(10 * wallMs);
  });
});

const row = (change: Partial<Measurement> = {}): Measurement => ({
  what: 'this / that',
  unit: 'ratio',
  value: { median: 1.04, lowest: 1, highest: 1.2 },
  detail: '26 / 25 ms',
  ...change,
});

describe('the report', () => {
  test('judges the median against the goal, and nothing where there is no goal', () => {
    expect(verdictOf(row({ goal: 1.05 }))).toBe('ok');
    expect(verdictOf(row({ goal: 1.04 }))).toBe('ok');
    expect(verdictOf(row({ goal: 1.03 }))).toBe('over');
    expect(verdictOf(row())).toBe('none');
  });

  test('puts ratios first and tells what was left out, and why', () => {
    const lines = tableLines([
      { id: 'log', title: 'the log', rows: [row({ what: 'lines', unit: 'per second' })] },
      { id: '4', title: 'quantised', skipped: 'Needs other graphs.' },
      { id: '1', title: 'loop', rows: [row({ goal: 1.03 })] },
      { id: '6', title: 'flow', failed: 'Error: no' },
    ]);
    expect(lines[1]).toMatch(/^1 +this \/ that +<= 1.03 +1.04 +OVER +1.00 \.\. 1.20 +26 \/ 25 ms$/);
    expect(lines[2]).toMatch(/^log +lines +1.04\/s/);
    expect(lines).toContain('4  quantised: skipped. Needs other graphs.');
    expect(lines).toContain('6  flow: FAILED. Error: no');
  });

  test('warns on a busy machine only', () => {
    expect(noiseWarning({ load: 11, threads: 2 })).toContain('load 11.0 on 2 threads');
    expect(noiseWarning({ load: 0.3, threads: 2 })).toBeUndefined();
  });
});

test('every goal has a number or a word of its own, and what is skipped says why', () => {
  const ids = benchmarks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.slice(0, 15)).toEqual(Array.from({ length: 15 }, (_, i) => String(i + 1)));
  for (const each of benchmarks) if ('skipped' in each) expect(each.skipped).toMatch(/^Needs .*\.$/);
});

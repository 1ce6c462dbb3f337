import { describe, expect, test } from 'vitest';
import type { LogCounts } from '#contract/log-filter';
import type { LogEntry } from '#contract/logger';
import { joinCounts, noCounts } from './counts';
import { surveyOf, type SurveyQuery } from './survey';

/** A generator of numbers from a seed, so that what fails fails again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const levels = ['debug', 'info', 'warn', 'error'] as const;

function randomLines(seed: number, count: number): LogEntry[] {
  const random = randomOf(seed);
  let atMs = Date.UTC(2026, 10, 22);
  return Array.from({ length: count }, (_, index): LogEntry => {
    atMs += Math.floor(random() ** 8 * 500_000);
    return {
      seq: index + 1,
      time: random() < 0.02 ? '' : new Date(atMs).toISOString(),
      level: levels[Math.floor(random() * levels.length)]!,
      scope: 'draft',
      message: `${['step', 'loaded', 'saved'][Math.floor(random() * 3)]!} ${Math.floor(random() * 100)}`,
    };
  });
}

const query: SurveyQuery = {
  ...{ shapes: true, slowMs: 20_000, levels: ['info', 'warn', 'error'] },
  exclude: [
    { text: 'loaded', by: 'words' },
    { text: '1 draft$', by: 'regex' },
  ],
};
const total = ({ buckets }: LogCounts) =>
  buckets.reduce((sum, [, counts]) => sum + counts.reduce((all, each) => all + each, 0), 0);

describe('counts of lines', () => {
  test.each([1, 2, 3, 4, 5, 6])('are those of the whole, wherever it is cut in pieces (seed %i)', (seed) => {
    const lines = randomLines(seed, 3000);
    const whole = surveyOf(lines, query);
    const random = randomOf(seed + 100);
    let joined = noCounts(2);
    for (let end = lines.length; end > 0;) {
      const from = Math.max(0, end - 1 - Math.floor(random() * 700));
      joined = joinCounts(joined, surveyOf(lines.slice(from, end), query), query.slowMs);
      end = from;
    }
    expect(joined).toEqual(whole);
    expect(whole.slow.length).toBeGreaterThan(10);
    expect(total(whole)).toBe(
      lines.filter(
        ({ time, level, message }) => time !== '' && level !== 'debug' && !/loaded|1$/u.test(message),
      ).length,
    );
  });

  test('say how many lines each exclusion hides of those that are left otherwise', () => {
    const lines = randomLines(7, 500).map((line) => ({ ...line, level: 'info' as const }));
    const { hidden, count } = surveyOf(lines, query);
    expect(hidden).toEqual([
      lines.filter(({ message }) => message.startsWith('loaded')).length,
      lines.filter(({ message }) => message.endsWith('1')).length,
    ]);
    const both = lines.filter(({ message }) => message.startsWith('loaded') && message.endsWith('1')).length;
    expect(count).toBe(lines.length - hidden[0]! - hidden[1]! + both);
  });

  test('fit a picture: wider buckets instead of more, and each line in one', () => {
    const lines = randomLines(8, 20_000).map((line, index) => ({
      ...line,
      time: new Date(index * 7_000_000).toISOString(),
    }));
    const counts = surveyOf(lines, { ...query, exclude: [] });
    expect(counts.buckets.length).toBeLessThanOrEqual(400);
    expect(counts.buckets.every(([at]) => at % counts.bucketMs === 0)).toBe(true);
    expect(total(counts)).toBe(counts.count);
  });
});

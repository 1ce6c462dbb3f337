import { expect, test } from 'vitest';
import { createSeries } from './series';

test('an hour of points stays a curve of bounded size, with its ends and its peak', () => {
  const series = createSeries(600);
  const lastMs = 3_600_000;
  for (let atMs = 0; atMs <= lastMs; atMs += 250)
    series.add({ atMs, tokens: atMs / 250, engineBytes: atMs === 1_800_000 ? 9e9 : 1e9 });
  const points = series.points();
  expect(points.length).toBeLessThanOrEqual(600);
  expect(points.length).toBeGreaterThan(200);
  expect(points[0]).toMatchObject({ atMs: 0, tokens: 0 });
  expect(points.at(-1)).toMatchObject({ atMs: lastMs, tokens: lastMs / 250 });
  expect(Math.max(...points.map(({ engineBytes = 0 }) => engineBytes))).toBe(9e9);
  expect(points.every(({ atMs }, at) => at === 0 || atMs > points[at - 1]!.atMs)).toBe(true);
});

test('points that nobody could tell apart are one; the newest is always there', () => {
  const series = createSeries();
  for (const atMs of [0, 10, 20, 30, 60, 70]) series.add({ atMs, tokens: atMs });
  expect(series.points()).toEqual([
    { atMs: 0, tokens: 0 },
    { atMs: 60, tokens: 60 },
    { atMs: 70, tokens: 70 },
  ]);
});

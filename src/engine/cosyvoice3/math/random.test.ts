import { describe, expect, test } from 'vitest';
import { createRandom, subSeed } from './random';

const draw = (seed: bigint, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random numbers', () => {
  test('are the same on every machine for the same seed', () => {
    expect(draw(subSeed(42, 0, 0), 4)).toEqual(draw(subSeed(42, 0, 0), 4));
    // recorded once; a change here changes every take that was ever made
    expect(draw(subSeed(42, 0, 0), 3)).toEqual([0.5903161472266656, 0.40314709466782506, 0.8032919469383095]);
  });

  test('differ by seed, by segment and by attempt, without two roles standing in for each other', () => {
    const firsts = new Set<number>();
    for (const seed of [0, 1, 2, 2 ** 32 - 1])
      for (const segment of [0, 1, 2])
        for (const attempt of [0, 1, 2]) firsts.add(draw(subSeed(seed, segment, attempt), 1)[0]!);
    expect(firsts.size).toBe(4 * 3 * 3);
  });

  test('are even over [0, 1)', () => {
    const counts = new Array<number>(20).fill(0);
    const values = draw(7n, 100_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    for (const value of values) counts[Math.floor(value * 20)]!++;
    // chi squared with 19 degrees of freedom: 43.8 is the 0.1 % point
    const chiSquared = counts.reduce((total, count) => total + (count - 5000) ** 2 / 5000, 0);
    expect(chiSquared).toBeLessThan(43.8);
  });

  test('do not follow one another', () => {
    const values = draw(11n, 50_000);
    let product = 0;
    for (let i = 1; i < values.length; i++) product += (values[i]! - 0.5) * (values[i - 1]! - 0.5);
    // correlation of neighbours, standard error 1 / sqrt(50 000)
    expect(Math.abs((product / values.length) * 12)).toBeLessThan(4 / Math.sqrt(values.length));
  });
});

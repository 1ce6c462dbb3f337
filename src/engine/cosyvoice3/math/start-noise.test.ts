import { describe, expect, test } from 'vitest';
import { expectNear } from '../../../../tests/golden/cosyvoice3/expect-near';
import golden from '../../../../tests/golden/cosyvoice3/flow.json';
import { sum } from '../../../../tests/golden/cosyvoice3/test-signal';
import { MAX_MEL_FRAMES } from '../geometry';
import { Mt19937 } from './mt19937';
import { startNoise } from './start-noise';

describe('the noise that the flow starts from', () => {
  test('is the matrix that torch draws with seed 0', () => {
    const noise = startNoise(MAX_MEL_FRAMES);
    const { samples, sum: total, absmax } = golden.rand_noise_seed0;
    for (const [row, column, value] of samples) {
      expectNear(noise[row! * MAX_MEL_FRAMES + column!], value, 1e-5);
    }
    expectNear(sum(noise), total, 0.05);
    expectNear(
      noise.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      absmax,
      1e-5,
    );
  });

  test('of a short segment is the first columns of that matrix, not its first numbers', () => {
    const all = startNoise(MAX_MEL_FRAMES);
    const some = startNoise(37);
    expect(some.length).toBe(80 * 37);
    for (const row of [0, 1, 41, 79]) {
      expect(some.slice(row * 37, (row + 1) * 37)).toEqual(
        all.slice(row * MAX_MEL_FRAMES, row * MAX_MEL_FRAMES + 37),
      );
    }
  });

  test('belongs to the caller: changing it changes no later take', () => {
    const first = startNoise(4);
    const kept = first.slice();
    first.fill(0);
    expect(startNoise(4)).toEqual(kept);
  });

  test('ends at 300 s, and more is refused with the numbers', () => {
    expect(() => startNoise(15_001)).toThrow(/15001 15000/);
  });
});

test('the Mersenne Twister gives the numbers that its authors published', () => {
  const twister = new Mt19937(5489);
  const numbers = Array.from({ length: 10_000 }, () => twister.nextUint32());
  expect(numbers.slice(0, 3)).toEqual([3499211612, 581869302, 3890346734]);
  expect(numbers[9999]).toBe(4123659995);
});

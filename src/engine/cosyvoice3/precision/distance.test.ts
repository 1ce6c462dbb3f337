import { expect, test } from 'vitest';
import { errorOf, klDivergence, topOf } from './distance';

test('a distribution is no way from itself, whatever is added to its logits', () => {
  const logits = [3, -1, 0.5, 700];
  const shifted = logits.map((logit) => logit - 500);
  expect(klDivergence(logits, shifted)).toBeCloseTo(0, 12);
});

test('the divergence of two coins is that of the textbook', () => {
  const coin = (heads: number) => [Math.log(heads), Math.log(1 - heads)];
  const expected = 0.5 * Math.log(0.5 / 0.9) + 0.5 * Math.log(0.5 / 0.1);
  expect(klDivergence(coin(0.5), coin(0.9))).toBeCloseTo(expected, 12);
});

test('of equal values the first is on top', () => expect(topOf([1, 5, 5, 2])).toBe(1));

test('the error is told beside the signal around its mean, which an offset does not raise', () => {
  const signal = [1, -1, 1, -1];
  const noisy = signal.map((value, i) => value + (i < 2 ? 0.1 : -0.1));
  expect(errorOf(signal, noisy)).toEqual({
    snrDb: expect.closeTo(20, 6) as number,
    rmsError: expect.closeTo(0.1, 9) as number,
  });
  const lifted = (values: number[]) => values.map((value) => value + 100);
  expect(errorOf(lifted(signal), lifted(noisy)).snrDb).toBeCloseTo(20, 6);
});

/** What a few noisy timings say. Medians, because a neighbour on the machine makes some of them far too long. */

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** @param values at least one    @returns the middle value; the mean of the two middle ones when the count is even */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of no values');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/**
 * How much longer one thing took than another in the same rounds.
 * @param dividends and @param divisors one timing a round, in the same order
 * @returns the ratio of the medians, and the lowest and highest ratio of any one round
 */
export function compare(dividends: readonly number[], divisors: readonly number[]): Spread {
  if (dividends.length !== divisors.length) {
    throw new RangeError(`${dividends.length} rounds against ${divisors.length}`);
  }
  const rounds = dividends.map((value, round) => value / divisors[round]!);
  return { ...spreadOf(rounds), median: median(dividends) / median(divisors) };
}

import { createStore } from '../../lib/store';

/** Takes against each other: two to four, each behind a place of its own. */
export interface Comparison {
  /** In the order in which they are shown. */
  readonly takeIds: readonly string[];
  /** All as loud as the softest. */
  readonly equal: boolean;
  /** Names are hidden and the order is drawn, until one is chosen. */
  readonly blind: boolean;
  readonly chosenId: string | undefined;
}

export const comparison = createStore<Comparison | undefined>(undefined);

/** As many as a person keeps in the ear. */
export const MOST_COMPARED = 4;

export function startComparison(takeIds: readonly string[]): Comparison {
  return { takeIds: takeIds.slice(0, MOST_COMPARED), equal: true, blind: false, chosenId: undefined };
}

/** @param random draws from 0 up to 1; a seam for tests */
export function withBlind(
  before: Comparison,
  blind: boolean,
  random: () => number = Math.random,
): Comparison {
  const takeIds = blind ? shuffled(before.takeIds, random) : before.takeIds;
  return { ...before, takeIds, blind, chosenId: undefined };
}

/** Fisher and Yates. */
function shuffled(ids: readonly string[], random: () => number): readonly string[] {
  const order = [...ids];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

/**
 * @param loudness LUFS by take; silence has -Infinity, and is left as it is
 * @returns dB to add to each: down to the softest, so that nothing clips
 */
export function equalGains(loudness: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const heard = [...loudness].filter(([, lufs]) => Number.isFinite(lufs));
  const softest = Math.min(...heard.map(([, lufs]) => lufs));
  return new Map(heard.map(([id, lufs]) => [id, softest - lufs]));
}

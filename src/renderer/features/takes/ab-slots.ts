import type { Take } from '#contract/domain';
import { createStore } from '../../lib/store';

/** The two takes that were heard last: A is the earlier one, B the later. */
export interface Compared {
  readonly a: string | undefined;
  readonly b: string | undefined;
}

export const compared = createStore<Compared>({ a: undefined, b: undefined });

/** Notes that a take was played from the list, so that it can be compared with the one before. */
export function heard(takeId: string): void {
  compared.set((before) => (before.b === takeId ? before : { a: before.b, b: takeId }));
}

/** @returns which of the two a take is, when there are two to compare */
export function slotOf({ a, b }: Compared, take: Pick<Take, 'id'>): 'A' | 'B' | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (take.id === a) return 'A';
  return take.id === b ? 'B' : undefined;
}

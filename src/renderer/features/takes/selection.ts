import { createStore } from '../../lib/store';

/** The takes that are ticked, in the order in which they were. */
export const selectedTakes = createStore<readonly string[]>([]);

/** @param through the takes between the last ticked one and this, in list order, when Shift was held */
export function toggleSelected(takeId: string, through: readonly string[] = []): void {
  selectedTakes.set((before) => {
    if (before.includes(takeId)) return before.filter((id) => id !== takeId);
    return [...new Set([...before, ...through, takeId])];
  });
}

export const clearSelection = (): void => selectedTakes.set([]);

/** @returns the ids from one take to another of the list, both included; none when one of them is not there */
export function between(ids: readonly string[], one: string | undefined, other: string): readonly string[] {
  const [from, to] = [ids.indexOf(one ?? ''), ids.indexOf(other)];
  return from < 0 || to < 0 ? [] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

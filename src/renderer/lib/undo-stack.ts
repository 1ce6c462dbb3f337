import { createStore } from './store';

/** Something that a person did and can take back. */
export interface UndoStep {
  /** What was done, in words. */
  readonly what: string;
  readonly undo: () => unknown;
  /** What cannot be done again is forgotten once it was taken back. */
  readonly redo?: (() => unknown) | undefined;
  /** Steps of the same name that follow each other quickly are one: the pulls of a handle, the letters of a word. */
  readonly joins?: string;
}

export interface UndoState {
  /** The last one is taken back next. */
  readonly done: readonly UndoStep[];
  readonly undone: readonly UndoStep[];
}

const MOST = 200;
const JOIN_MS = 1200;

/**
 * What was done in this window, whatever it was done to, in the order in which it was done.
 * @param now milliseconds; a seam for tests
 */
export function createUndoStack(now: () => number = () => performance.now()) {
  const state = createStore<UndoState>({ done: [], undone: [] });
  let pushedAtMs = -Infinity;
  /** What is taken back or done again changes things too: that is not one more step. */
  let busy = false;

  const during = async (act: () => unknown) => {
    busy = true;
    try {
      await act();
    } finally {
      busy = false;
    }
  };
  const take = async (step: UndoStep): Promise<UndoStep> => {
    state.set(({ done, undone }) => ({
      done: done.filter((each) => each !== step),
      undone: step.redo ? [...undone, step] : undone,
    }));
    await during(step.undo);
    return step;
  };

  return {
    get: state.get,
    subscribe: state.subscribe,
    push: (step: UndoStep): UndoStep => {
      if (busy) return step;
      const { done } = state.get();
      const last = done.at(-1);
      const joins = step.joins !== undefined && step.joins === last?.joins && now() - pushedAtMs < JOIN_MS;
      pushedAtMs = now();
      const kept = joins ? { ...step, undo: last.undo } : step;
      state.set({ done: [...(joins ? done.slice(0, -1) : done), kept].slice(-MOST), undone: [] });
      return kept;
    },
    /** Takes back this very step, whatever came after it; nothing when it was taken back already. */
    takeBack: async (step: UndoStep): Promise<void> => {
      if (state.get().done.includes(step)) await take(step);
    },
    /** @returns what was taken back; undefined when there was nothing */
    undo: async (): Promise<UndoStep | undefined> => {
      const step = state.get().done.at(-1);
      return step && take(step);
    },
    redo: async (): Promise<UndoStep | undefined> => {
      const step = state.get().undone.at(-1);
      if (!step) return undefined;
      state.set(({ done, undone }) => ({ done: [...done, step], undone: undone.slice(0, -1) }));
      await during(() => step.redo?.());
      return step;
    },
    clear: () => state.set({ done: [], undone: [] }),
  };
}

/** The window's. */
export const undoStack = createUndoStack();

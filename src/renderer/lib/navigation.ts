import type { FoundRecipe } from '#contract/recipes';
import type { Stage } from '#contract/stages';
import { createStore } from './store';

/** Which lines of the log to show: those of a take, from a stage on. `at` makes a second request for the same lines new. */
export interface LogTarget {
  readonly takeId: string;
  readonly stage?: Stage | undefined;
  /** One line; goes before the stage. */
  readonly seq?: number | undefined;
  readonly at: number;
}

/** The last request to see a take's lines; the log reads it, the window goes to the log when it changes. */
export const logTarget = createStore<LogTarget | undefined>(undefined);

/** Asks the window to show the log of a take, scrolled to a stage when one is named. */
export function showLog(target: Omit<LogTarget, 'at'>): void {
  logTarget.set({ ...target, at: (logTarget.get()?.at ?? 0) + 1 });
}

/** @param listener called for every showLog from now on   @returns stop */
export function onShowLog(listener: (target: LogTarget) => void): () => void {
  return logTarget.subscribe(() => {
    const target = logTarget.get();
    if (target) listener(target);
  });
}

/** The take whose flight recorder is open. */
export const flightTake = createStore<string | undefined>(undefined);

/** The support bundle that a person looks at: of one take, or of the studio as it is. */
export const bundleFor = createStore<{ readonly takeId?: string | undefined } | undefined>(undefined);

/** The take that the person is busy with: running, or last played or opened. The log dock shows its lines. */
export const takeInHand = createStore<string | undefined>(undefined);

/** What other parts of the window may ask of the composer. */
export type ComposerRequest = 'generate' | 'cancel' | 'dice' | 'lock' | 'focus';

/** Words that another part of the window wants spoken; the composer takes them when it is there. */
export const wordsToWrite = createStore<string | undefined>(undefined);

const composerListeners = new Set<(request: ComposerRequest) => void>();

/** Asks the composer for something, from a key or the palette. */
export function askComposer(request: ComposerRequest): void {
  for (const listener of [...composerListeners]) listener(request);
}

/** @returns stop */
export function onAskComposer(listener: (request: ComposerRequest) => void): () => void {
  composerListeners.add(listener);
  return () => composerListeners.delete(listener);
}

/** A file that was dropped or opened and says how it was made. */
export interface DroppedRecipe {
  readonly file: File;
  readonly bytes: Uint8Array;
  readonly found: FoundRecipe;
}

/** Set by whatever takes files in; the card that asks what to do with it shows while it is there. */
export const droppedRecipe = createStore<DroppedRecipe | undefined>(undefined);

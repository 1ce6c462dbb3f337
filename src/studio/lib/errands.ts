import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What one command asks of a studio that runs for others, too. Its takes are made also while the queue is paused: a
 * command waits for what it asked for, the pause is the window's.
 */
export interface Errand {
  readonly takeIds: Set<string>;
  /** The command is gone: it orders nothing any more. */
  isOver: boolean;
}

const current = new AsyncLocalStorage<Errand | undefined>();

/** Runs what a command asks for; however deep in it a take is ordered, the take is the command's. */
export const onErrand = <T>(errand: Errand, work: () => T): T => current.run(errand, work);

/** Runs what is nobody's in particular, whoever set it going. */
export const onNoErrand = <T>(work: () => T): T => current.run(undefined, work);

/** @returns the errand that is being run; undefined when no command asks */
export const errandHere = (): Errand | undefined => current.getStore();

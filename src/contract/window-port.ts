import type { Unsubscribe } from './contract';

/** The one thing a desktop window is given by its preload: a pipe to the host. */
export interface WindowPort {
  /**
   * Begins the pipe, or begins it anew: nothing of the one before arrives any more.
   * @param onHangUp the host hung up; open again to go on
   * @returns stop listening
   */
  open(onMessage: (message: unknown) => void, onHangUp: () => void): Unsubscribe;
  post(message: unknown): void;
}

/** IPC channels of the pipe. Each keeps its order, also among the others. */
export const windowChannels = {
  /** Window to host: a pipe begins. */
  open: 'studio-open',
  /** Both ways. From the host, a lossy message comes with the count of all lossy bytes up to its end. */
  message: 'studio',
  /** Window to host: the count that came with a message, once the page has read it. */
  read: 'studio-read',
  /** Host to window: the pipe ends. */
  hangUp: 'studio-hang-up',
} as const;

declare global {
  interface Window {
    /** Present in the desktop window; a browser has none and opens a WebSocket instead. */
    readonly studioPort?: WindowPort;
  }
}

import type { Unsubscribe } from './contract';

/** The one thing a desktop window is given by its preload: a pipe to the host. It lives as long as the window. */
export interface WindowPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
}

/** IPC channel that carries the pipe, both ways. */
export const studioChannel = 'studio';

declare global {
  interface Window {
    /** Present in the desktop window; a browser has none and opens a WebSocket instead. */
    readonly studioPort?: WindowPort;
  }
}

import type { Unsubscribe } from './contract';

/** A two-way pipe for plain values and typed arrays. Order is kept; delivery is asynchronous. */
export interface Port {
  /** @param lossy may be left out for an end that does not keep up; such an end is hung up once it reads again, and loads anew */
  post(message: unknown, lossy?: boolean): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  /** Called once when the other side is gone; at once when it already is. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

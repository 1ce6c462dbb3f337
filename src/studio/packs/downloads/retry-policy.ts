import { setTimeout as sleep } from 'node:timers/promises';

/** How long a download waits for what, and what it leaves of the disk; tests are less patient. */
export interface RetryPolicy {
  /** No byte for so long is a stall, and a stall is a reason to try again. */
  readonly stallMs: number;
  /** Before the second attempt; doubles with each one, up to `mostWaitMs`. */
  readonly firstWaitMs: number;
  readonly mostWaitMs: number;
  /** Attempts in a row that bring no new byte before a server is left. */
  readonly attempts: number;
  /** Times through all servers while what fails is the way to them. */
  readonly rounds: number;
  /** Files at once. */
  readonly filesAtOnce: number;
  /** How much of a file a power cut may cost. */
  readonly syncEveryMs: number;
  /** Left free beside a pack, so that a full disk does not stop the rest of the studio. */
  readonly spareBytes: number;
  /** Of one file whose size nobody published. */
  readonly mostFileBytes: number;
  /** Of all such files of a pack together. */
  readonly mostPackBytes: number;
}

export const retryPolicy: RetryPolicy = {
  stallMs: 30_000,
  firstWaitMs: 500,
  mostWaitMs: 60_000,
  attempts: 5,
  rounds: 3,
  filesAtOnce: 3,
  syncEveryMs: 1_000,
  spareBytes: 256e6,
  mostFileBytes: 16e9,
  mostPackBytes: 32e9,
};

/**
 * @param attempt 0 for the first one that failed
 * @returns exponential back-off with half of it left to chance, so that many clients do not return together; never
 * shorter than the server asked for, never longer than `mostWaitMs`
 */
export function backOffMs(
  { firstWaitMs, mostWaitMs }: RetryPolicy,
  attempt: number,
  askedMs = 0,
  chance = Math.random(),
): number {
  const full = Math.min(mostWaitMs, firstWaitMs * 2 ** attempt);
  return Math.min(mostWaitMs, Math.max(askedMs, full * (0.5 + chance / 2)));
}

/** @throws the signal's reason when it aborts meanwhile */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  }
}

/** @returns milliseconds that a Retry-After header asks for, 0 when it says nothing */
export function retryAfterMs(header: string | undefined, now = Date.now()): number {
  if (header === undefined) return 0;
  const asked = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(asked) ? Math.max(0, asked) : 0;
}

/** Calls `onSilence` once when `touch` was not called for `ms`. */
export function watchSilence(ms: number, onSilence: () => void): { touch(): void; stop(): void } {
  const timer = setTimeout(onSilence, ms);
  return { touch: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

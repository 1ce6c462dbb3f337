/**
 * Waits for `work`, but not longer than `signal` lets it: a promise that never settles holds nobody up.
 * @param reason what to throw then; the signal's own reason, unless the caller has a better word
 * @throws what `work` throws, and `reason()` as soon as `signal` aborts; the work itself goes on unheard
 */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  reason: () => Error = () => signal.reason as Error,
): Promise<T> {
  // nobody waits for it any more; its own failure is told where it started
  work.catch(() => undefined);
  if (signal.aborted) throw reason();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(reason());
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}

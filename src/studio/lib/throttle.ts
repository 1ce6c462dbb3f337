/**
 * Lets a stream of values through at most once every `everyMs`, the newest last: what came between is dropped.
 * @returns `push`, and `flush` which lets the newest through now
 */
export function throttle<T>(
  everyMs: number,
  pass: (value: T) => void,
): { readonly push: (value: T) => void; readonly flush: () => void } {
  let newest: { readonly value: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const last = newest;
    newest = undefined;
    if (last) pass(last.value);
  };
  return {
    push: (value) => {
      newest = { value };
      timer ??= setTimeout(flush, everyMs).unref();
    },
    flush,
  };
}

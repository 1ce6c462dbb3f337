import type { Port } from '#contract/port';

/** For tests: the port of a forked script to its parent. */
export function processPort(): Port {
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener);
      return () => process.off('message', listener);
    },
    onClose: (listener) => {
      process.on('disconnect', listener);
      return () => process.off('disconnect', listener);
    },
    close: () => process.disconnect(),
  };
}

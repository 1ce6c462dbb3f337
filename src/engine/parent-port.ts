import { StudioError } from '#contract/errors';
import type { Port } from '#contract/port';

/** Electron's utility process: messages arrive wrapped in an event. */
interface UtilityParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  off(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * The port to whoever started this process: Electron's utility process, or child_process.fork with serialization
 * 'advanced' (typed arrays cross as they are). It closes when the parent goes.
 * @throws StudioError 'engine-start-failed' when the process was started any other way
 */
export function parentPort(): Port {
  const utility = (process as { parentPort?: UtilityParentPort }).parentPort;
  if (utility) return utilityPort(utility);
  if (process.send) return forkPort();
  throw new StudioError('engine-start-failed', { why: 'by-hand' });
}

function utilityPort(port: UtilityParentPort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const heard = (event: { readonly data: unknown }) => listener(event.data);
      port.on('message', heard);
      return () => port.off('message', heard);
    },
    // Electron ends its utility processes itself: there is no moment in which this side outlives the parent
    onClose: () => () => undefined,
    close: () => process.exit(0),
  };
}

function forkPort(): Port {
  return {
    post: (message) => {
      // the callback takes the error of a parent that has just gone; 'disconnect' tells the rest
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', listener);
      return () => process.off('message', listener);
    },
    onClose: (listener) => {
      if (!process.connected) listener();
      else process.once('disconnect', listener);
      return () => process.off('disconnect', listener);
    },
    close: () => process.disconnect(),
  };
}

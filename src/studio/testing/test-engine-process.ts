import { engineContract } from '#contract/engine-api';
import type { Port } from '#contract/port';
import { serve } from '#contract/rpc';
import { createTestEngine } from './test-engine';

/** For tests: the test engine as a process of its own, as a host forks the real one. */
const port: Port = {
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
serve(engineContract, createTestEngine(), port);
port.onClose(() => process.exit(0));

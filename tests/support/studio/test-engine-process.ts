import { engineContract } from '#contract/engine-api';
import { serve } from '#contract/rpc';
import { createTestEngine } from './test-engine';
import { processPort } from './test-process-port';

/** For tests: the test engine as a process of its own, as a host forks the real one. */
const port = processPort();
serve(engineContract, createTestEngine(), port);
port.onClose(() => process.exit(0));

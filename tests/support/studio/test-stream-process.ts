import { serve } from '#contract/rpc';
import { processPort } from './test-process-port';
import { chunkContract, createChunks } from './test-stream';

/** For tests: a stream at the port of a process of its own. */
const port = processPort();
serve(chunkContract, createChunks(), port);
port.onClose(() => process.exit(0));

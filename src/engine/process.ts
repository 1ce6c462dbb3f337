import './telemetry-off';
import { resolve } from 'node:path';
import { engineContract } from '#contract/engine-api';
import { hostContract } from '#contract/helper-api';
import { connect, serve } from '#contract/rpc';
import { commonHandlers } from './common-handlers';
import { createEngineService } from './engine';
import { createEngines } from './engines';
import { measureProvidersBy } from './onnx/providers';
import { parentPort } from './parent-port';

/** Entry of the engine process: serves the engines to whoever forked it, and ends when the parent does. */

// Ctrl-C goes to the whole process group; the host decides when the engine ends
process.on('SIGINT', () => undefined);

// last words go to stderr, which the host keeps with the failed take
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`, () => process.exit(1));
});

const resourcesFolder =
  process.env.COSYVOICE_STUDIO_RESOURCES ?? resolve(import.meta.dirname, '../../resources');
const port = parentPort();
const host = connect(hostContract, port).api;
measureProvidersBy(host.measureProvider);
serve(engineContract, createEngineService(createEngines(resourcesFolder, host), commonHandlers), port);
port.onClose(() => process.exit(0));

import './telemetry-off';
import systeminformation from 'systeminformation';
import { compilePack } from '#compiler/pack/compile-pack';
import { apiOf, createEvents, type EventsOf } from '#contract/contract';
import { wordsOfThrown } from '#contract/errors';
import { helperContract, type HelperContract } from '#contract/helper-api';
import { createLogger } from '#contract/logger';
import { serve } from '#contract/rpc';
import { judgeWith } from './cosyvoice3/precision/judge';
import { runStandardGraph } from './onnx/provider-probe';
import { createCodings } from './encode/codings';
import { parentPort } from './parent-port';
import { toldBySystem } from './programme/told-by-system';
import { writeProgramme } from './programme/write-programme';

/** Entry of a helper process: it does one job, then its host ends it. */

// Ctrl-C goes to the whole process group; the host decides when a helper ends
process.on('SIGINT', () => undefined);

/** Often enough for a bar that moves. */
const TELL_EVERY_MS = 100;

const quiet = createLogger('compiler', () => undefined);
const events = createEvents<HelperContract>();
const port = parentPort();
port.onClose(() => process.exit(0));
serve(
  helperContract,
  {
    on: events.on,
    api: apiOf(helperContract, {
      ...createCodings(),
      measureProvider: runStandardGraph,
      describeSystem,
      compile: (request) =>
        compilePack(request, {
          judge: request.prompt && judgeWith(request.prompt, quiet),
          onProgress: teller('compiling'),
        }),
      writeProgramme: async (job) => {
        const run = { onProgress: teller('writing'), signal: new AbortController().signal };
        const report = await writeProgramme(job, run).catch((thrown: unknown) => {
          throw toldBySystem(thrown);
        });
        return report ? { report } : {};
      },
    }),
  },
  port,
);

async function describeSystem(): Promise<unknown> {
  const ask = (what: 'cpu' | 'mem' | 'graphics') =>
    systeminformation[what]().catch((thrown: unknown) => ({ failed: wordsOfThrown(thrown) }));
  const [cpu, mem, graphics] = await Promise.all([ask('cpu'), ask('mem'), ask('graphics')]);
  return { cpu, mem, graphics };
}

/** Tells of each new step at once, of the rest ten times a second. */
function teller<K extends keyof HelperContract['events']>(
  event: K,
): (progress: EventsOf<HelperContract>[K]) => void {
  let toldAt = -Infinity;
  let doing = '';
  return (progress) => {
    const at = performance.now();
    if (at - toldAt < TELL_EVERY_MS && progress.doing === doing) return;
    toldAt = at;
    doing = progress.doing;
    events.emit(event, progress);
  };
}

import { median } from '../../../src/cli/bench/statistics';
import { plain, ratio, type Bench, type Measurement } from '../benchmark';
import { startHelper } from '../processes/helper';
import { interleaved, timed } from '../rounds';
import { withEngine } from './engine';

/** From the fork to the first answer of the engine process, against a Node process that loads nothing. */
export async function engineStart(bench: Bench): Promise<Measurement[]> {
  const { engine, node } = await interleaved(bench.rounds, {
    engine: () => timed(() => withEngine(bench, ({ api }) => api.describe())),
    node: () =>
      timed(async () => {
        (await startHelper(bench.entries.echo)).disconnect();
      }),
  });
  return [
    ratio('engine process ready / empty Node process ready', engine, node, {
      detail: `${median(engine).toFixed(0)} / ${median(node).toFixed(0)} ms`,
    }),
    plain('start of the engine process', 'ms', engine, { detail: 'fork, load, first describe, end' }),
  ];
}

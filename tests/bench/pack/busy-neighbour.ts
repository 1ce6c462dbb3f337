import { median } from '../../../src/cli/bench/statistics';
import { goalAtFullSize, ratio, type Bench, type Measurement } from '../benchmark';
import { ask, startHelper } from '../processes/helper';
import { interleaved } from '../rounds';
import { bareLoop } from './language-model';

/** Ratio 12: a token while another process keeps one core busy, against without it. */
export async function busyNeighbour(bench: Bench): Promise<Measurement[]> {
  const pack = await bench.pack();
  const tokens = bench.size === 'full' ? 10 : 200;
  const helper = await startHelper(bench.entries.busy);
  try {
    const { quiet, busy } = await interleaved(bench.rounds, {
      quiet: async () => (await bareLoop(pack, 100, tokens)).wallMs,
      busy: async () => {
        await ask(helper, 'on');
        const { wallMs } = await bareLoop(pack, 100, tokens);
        await ask(helper, 'off');
        return wallMs;
      },
    });
    return [
      ratio('token step with one busy core next door / without', busy, quiet, {
        goal: goalAtFullSize(bench, 2),
        detail: `${median(busy).toFixed(2)} / ${median(quiet).toFixed(2)} ms`,
      }),
    ];
  } finally {
    helper.disconnect();
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forkProgram } from '#server/fork-program';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { createStudio } from '#studio/studio';
import { median } from '../../../src/cli/bench/statistics';
import { ratio, type Bench, type Measurement } from '../benchmark';
import { engineEntry } from './engine';
import { finishTake, sampleVoice } from './host-takes';

/** Takes before the host's memory is believed to have settled, and takes to watch. */
const SETTLING = 5;
const WATCHED = 20;
/** About a minute of speech: 6 MB of samples, so that a host that keeps its answers cannot hide it. */
const TEXT = 'The quick brown fox jumps over the lazy dog. It was a bright cold day in April. '.repeat(11);
const GOAL = 1.1;

/** What twenty long takes leave behind in the host: its heap and what hangs on it, garbage collected. */
export async function hostSoak(bench: Bench): Promise<Measurement[]> {
  const home = await mkdtemp(join(tmpdir(), 'cosyvoice-bench-'));
  const engine = engineLauncher(forkProgram, engineEntry(bench));
  const { resourcesDir } = bench;
  const studio = await createStudio({ home, resourcesDir, version: 'bench', host: 'test', engine });
  try {
    const voiceId = await sampleVoice(studio);
    const after: number[] = [];
    let spokenSec = 0;
    for (let take = 0; take < SETTLING + WATCHED; take++) {
      const { audioSec = 0 } = await finishTake(studio, { text: TEXT, voiceId, engine: 'draft', seed: 7 });
      if (take >= SETTLING) spokenSec += audioSec;
      after.push(await keptMb());
    }
    const [early, late] = [after.slice(SETTLING - 1, SETTLING + 4), after.slice(-5)];
    return [
      ratio(`memory of the host after ${WATCHED} long takes / before`, late, early, {
        goal: GOAL,
        detail:
          `${median(late).toFixed(1)} / ${median(early).toFixed(1)} MB, heap and external after a collection, ` +
          `medians of five takes each; ${(spokenSec / 60).toFixed(0)} minutes of speech`,
      }),
    ];
  } finally {
    await studio.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** @returns MB that the host still holds once all garbage is gone */
export async function keptMb(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let pass = 0; pass < 3; pass++) {
    collect();
    // finalizers of what was collected run between two turns of the event loop
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

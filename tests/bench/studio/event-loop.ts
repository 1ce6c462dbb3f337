import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TakeRequest } from '#contract/domain';
import { forkProgram } from '#server/fork-program';
import { engineLauncher } from '#studio/engines/engine-launcher';
import { createStudio, type Studio } from '#studio/studio';
import { median } from '../../../src/cli/bench/statistics';
import { engineEntry } from './engine';
import { finishTake, sampleVoice } from './host-takes';
import { plain, type Bench, type Measurement } from '../benchmark';

/** What the studio promises: nobody waits longer for the host. */
const GOAL_MS = 50;
const TEXT = 'The quick brown fox jumps over the lazy dog. It was a bright cold day in April.';

/** Ratio 10 and the promise behind it: how long the host's event loop ever stood still while a take was made. */
export async function eventLoop(bench: Bench): Promise<Measurement[]> {
  const home = await mkdtemp(join(tmpdir(), 'cosyvoice-bench-'));
  const studio = await createStudio({
    home,
    resourcesDir: bench.resourcesDir,
    version: 'bench',
    host: 'test',
    engine: engineLauncher(forkProgram, engineEntry(bench)),
  });
  try {
    const voiceId = await sampleVoice(studio);
    const found: Measurement[] = [];
    for (const engine of ['draft', 'cosyvoice3'] as const) {
      // a short text for the pack of true size: its flow runs for seconds either way
      const text = engine === 'cosyvoice3' && bench.size === 'full' ? 'Hello world.' : TEXT;
      found.push(await gapsOf(studio, bench.rounds, { text, voiceId, engine, seed: 7 }));
    }
    return found;
  } finally {
    await studio.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function gapsOf(
  studio: Studio,
  rounds: number,
  request: TakeRequest & { readonly engine: string },
): Promise<Measurement> {
  await finishTake(studio, request);
  const idle: number[] = [];
  const speaking: number[] = [];
  let wallMs = 0;
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    speaking.push(await worstGap(() => finishTake(studio, request)));
    wallMs = performance.now() - startedAt;
    idle.push(await worstGap(() => sleep(wallMs)));
  }
  return plain(`longest stop of the host while ${request.engine} speaks`, 'ms', speaking, {
    goal: GOAL_MS,
    detail: `takes of ${(wallMs / 1000).toFixed(1)} s; idle for as long: ${median(idle).toFixed(1)} ms`,
  });
}

/** Milliseconds beyond the sampling interval. */
async function worstGap(work: () => Promise<unknown>): Promise<number> {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  delay.disable();
  return Math.max(0, delay.max / 1e6 - resolution);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TakeRequest } from '#contract/domain';
import type { EngineApi } from '#contract/engine-api';
import { SPEECH_RATE_HZ } from '#contract/speech';
import { createStudio, type Studio } from '#studio/studio';
import { memoryEngineWith } from '../../support/studio/test-launchers';
import { plain, type Bench, type Measurement } from '../benchmark';
import { finishTake, sampleVoice, takeWhen } from './host-takes';
import { keptMb } from './soak';

const HOUR_GOAL_MB = 30;
const CANCEL_GOAL_MS = 1000;

const CANCELS = 40;
const HOUR_SEGMENTS = 360;
const LONG_SEGMENTS = 90;

/** A studio whose engine costs nothing and makes segments of ten seconds. @param thenWaits for a cancel, before its last one */
async function withFreeEngine<T>(
  { resourcesDir }: Bench,
  { of, thenWaits = false }: { readonly of: number; readonly thenWaits?: boolean },
  work: (studio: Studio, request: TakeRequest) => Promise<T>,
): Promise<T> {
  const samples = Float32Array.from({ length: 10 * SPEECH_RATE_HZ }, (_, at) => Math.sin(at / 20) / 2);
  const speak: EngineApi['speak'] = async function* ({ text, seed }, signal) {
    for (let segment = 0; segment < of; segment++) {
      if (thenWaits && segment === of - 1) await sleep(60_000, undefined, { signal });
      const firstSample = segment * samples.length;
      yield { kind: 'samples', segment, firstSample, samples };
      yield {
        ...{ kind: 'segment', segment, of, text: '', spoken: text, language: 'en' },
        ...{ startChar: 0, endChar: 0, firstSample, samples: samples.length, seed, warnings: [] },
      };
    }
    return {
      ...{ normalizedText: text, warnings: [] },
      understood: { instruction: '', directions: [], ignored: [] },
    };
  };
  const home = await mkdtemp(join(tmpdir(), 'cosyvoice-bench-'));
  const engine = memoryEngineWith({ speak });
  const studio = await createStudio({ home, resourcesDir, version: 'bench', host: 'test', engine });
  try {
    return await work(studio, {
      text: 'An hour.',
      voiceId: await sampleVoice(studio),
      engine: 'draft',
      seed: 7,
    });
  } finally {
    await studio.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** What a long take costs the host. */
export const hourInTheHost = (bench: Bench): Promise<Measurement> =>
  withFreeEngine(bench, { of: HOUR_SEGMENTS }, async (studio, request) => {
    const before = await keptMb();
    let most = 0;
    const look = setInterval(() => void keptMb().then((mb) => (most = Math.max(most, mb))), 10_000);
    const { audioSec = 0 } = await finishTake(studio, request).finally(() => clearInterval(look));
    most = Math.max(most, await keptMb());
    return plain('growth of the host while an hour is made', 'MB', [most - before], {
      goal: HOUR_GOAL_MB,
      detail: `${before.toFixed(1)} to ${most.toFixed(1)} MB of heap and external, ${(audioSec / 60).toFixed(0)} minutes`,
    });
  });

/** From the wish to the end of the take for whoever looks at it, and until its file is closed behind what came. */
export const cancelOfALongTake = (bench: Bench): Promise<Measurement[]> =>
  withFreeEngine(bench, { of: LONG_SEGMENTS + 1, thenWaits: true }, async (studio, request) => {
    const [over, closed]: [number[], number[]] = [[], []];
    for (let round = 0; round < bench.rounds; round++) {
      const { id } = await studio.api.startTake(request);
      await takeWhen(studio, id, ({ segments }) => segments.length === LONG_SEGMENTS);
      const startedAt = performance.now();
      await studio.api.cancelTake({ takeId: id });
      await takeWhen(studio, id, ({ state }) => state === 'cancelled');
      over.push(performance.now() - startedAt);
      await takeWhen(studio, id, ({ pcmSha256 }) => pcmSha256 !== undefined);
      closed.push(performance.now() - startedAt);
    }
    const detail = '15 minutes, 43 MB, the engine stops at once';
    return [
      plain('cancel of a long take, until it is over', 'ms', over, { goal: CANCEL_GOAL_MS, detail }),
      plain('cancel of a long take, until its file is closed', 'ms', closed, { detail }),
    ];
  });

/** Nineteen of twenty cancels, in the middle of a segment. */
export const quickCancels = (bench: Bench): Promise<Measurement> =>
  withFreeEngine(bench, { of: 2, thenWaits: true }, async (studio, request) => {
    const took: number[] = [];
    for (let round = 0; round < CANCELS; round++) {
      const { id } = await studio.api.startTake(request);
      await takeWhen(studio, id, ({ segments }) => segments.length === 1);
      const startedAt = performance.now();
      await studio.api.cancelTake({ takeId: id });
      await takeWhen(studio, id, ({ state }) => state === 'cancelled');
      took.push(performance.now() - startedAt);
    }
    const p95 = took.sort((a, b) => a - b)[Math.ceil(0.95 * CANCELS) - 1]!;
    return plain('cancel of a take, 95th percentile', 'ms', [p95], {
      goal: CANCEL_GOAL_MS,
      detail: `${CANCELS} takes, the longest ${took.at(-1)!.toFixed(1)} ms`,
    });
  });

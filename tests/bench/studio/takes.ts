import { readFileSync, statSync } from 'node:fs';
import type { SynthesisRequest, VoiceProfile } from '#contract/engine-api';
import { openPack } from '../../../src/engine/cosyvoice3/packs/open-pack';
import { median } from '../../../src/cli/bench/statistics';
import { goalAtFullSize, NotHere, ratio, type Bench, type Measurement } from '../benchmark';
import { timed } from '../rounds';
import { samplePrompt, withEngine, type BenchEngine } from './engine';
import { speakWhole } from '../../../src/engine/testing/speak-whole';

const SHORT_TEXT = 'Hello world.';
const SPEECH_SEC = 5;

/** Ratio 13: what the first take of a fresh process costs after its warm-up, and what loading costs. */
export async function firstTake(bench: Bench): Promise<Measurement[]> {
  const loads: number[] = [];
  const firsts: number[] = [];
  const seconds: number[] = [];
  const fiveSeconds: number[] = [];
  // a warm page cache is part of the goal: the round before the others brings it about
  for (let round = -1; round < bench.rounds; round++) {
    const { loadMs, firstMs, secondMs, audioSec } = await withEngine(bench, (engine) =>
      twoTakes(bench, engine),
    );
    if (round < 0) continue;
    loads.push(loadMs);
    firsts.push(firstMs);
    seconds.push(secondMs);
    fiveSeconds.push((secondMs / audioSec) * SPEECH_SEC);
  }
  return [
    ratio('first take after warm-up / second', firsts, seconds, {
      goal: goalAtFullSize(bench, 1.1),
      detail: `${ms(firsts)} / ${ms(seconds)}`,
    }),
    ratio(`loading / speaking ${SPEECH_SEC} s`, loads, fiveSeconds, {
      goal: goalAtFullSize(bench, 0.25),
      detail: `${ms(loads)} / ${ms(fiveSeconds)}, files in the page cache`,
    }),
  ];
}

async function twoTakes(bench: Bench, engine: BenchEngine) {
  const profile = await enrol(bench, engine);
  let loadMs = 0;
  engine.on('log', ({ message, data }) => {
    if (message.startsWith('Loaded ')) loadMs += Number(data?.ms);
  });
  let samples = 0;
  const speak = () =>
    timed(async () => {
      const { audio } = await speakWhole(engine.api.speak(requestOf(bench, profile)));
      samples = audio.samples.length / audio.sampleRateHz;
    });
  const { warmed } = await engine.api.warmUp({ engine: 'cosyvoice3', memoryMode: 'keep' });
  if (!warmed) throw new Error('the engine did not warm up');
  const firstMs = await speak();
  return { loadMs, firstMs, secondMs: await speak(), audioSec: samples };
}

/** Ratio 14: memory that no file backs, at its peak during a take, against the weights. */
export async function anonymousMemory(bench: Bench): Promise<Measurement[]> {
  if (process.platform !== 'linux') throw new NotHere('Only Linux tells anonymous memory apart.');
  if (bench.size === 'small') {
    throw new NotHere('The weights of the small pack weigh less than Node itself; use --size full.');
  }
  const weightMb = weightBytes(bench.packDir()) / 1e6;
  const peaks: number[] = [];
  for (let round = 0; round < Math.min(3, bench.rounds); round++) {
    peaks.push(await withEngine(bench, (engine) => peakOfATake(bench, engine)));
  }
  return [
    ratio(
      'peak anonymous memory / weights',
      peaks,
      peaks.map(() => weightMb),
      {
        goal: 0.2,
        detail: `${median(peaks).toFixed(0)} MB / ${weightMb.toFixed(0)} MB of fp32 weights in files`,
      },
    ),
  ];
}

async function peakOfATake(bench: Bench, engine: BenchEngine): Promise<number> {
  const profile = await enrol(bench, engine);
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, memoryMb(engine.pid, 'RssAnon'))), 5);
  try {
    await speakWhole(engine.api.speak(requestOf(bench, profile)));
  } finally {
    clearInterval(look);
  }
  return peak;
}

/** Takes before memory is believed to have settled, and takes to watch. */
const SETTLING = 5;
const WATCHED = 20;

/** Ratio 15: how much twenty takes grow the process. */
export async function memoryGrowth(bench: Bench): Promise<Measurement[]> {
  const mb = await withEngine(bench, async (engine) => {
    const profile = await enrol(bench, engine);
    const after: number[] = [];
    for (let take = 0; take < SETTLING + WATCHED; take++) {
      await speakWhole(engine.api.speak(requestOf(bench, profile)));
      after.push((await engine.api.describe()).residentBytes / 1e6);
    }
    return after.slice(SETTLING);
  });
  const [early, late] = [mb.slice(0, 5), mb.slice(-5)];
  return [
    ratio(`memory after ${WATCHED} takes / before`, late, early, {
      goal: goalAtFullSize(bench, 1.02),
      detail: `${median(late).toFixed(0)} / ${median(early).toFixed(0)} MB, medians of five takes each`,
    }),
  ];
}

async function enrol(bench: Bench, { api }: BenchEngine): Promise<VoiceProfile> {
  return api.enroll({ engine: 'cosyvoice3', prompt: shortPrompt(bench) });
}

function requestOf(bench: Bench, profile: VoiceProfile): SynthesisRequest {
  return {
    takeId: 'bench',
    engine: 'cosyvoice3',
    text: SHORT_TEXT,
    mode: 'cross_lingual',
    memoryMode: 'keep',
    instruction: '',
    seed: 7,
    speed: 1,
    prompt: shortPrompt(bench),
    profile,
  };
}

/** One second of the prompt: the flow of true size takes its time over every frame. */
function shortPrompt({ resourcesDir }: Bench) {
  const prompt = samplePrompt(resourcesDir);
  return { ...prompt, samples: prompt.samples.slice(0, prompt.sampleRateHz) };
}

/** Every file that weights lie in, once; the text embedding is read row by row and does not count. */
function weightBytes(dir: string): number {
  const pack = openPack(dir);
  const paths = new Set<string>();
  for (const [role, graph] of Object.entries(pack.manifest.graphs)) {
    if (role === 'text_embedding') continue;
    paths.add(pack.path(graph.file));
    for (const file of graph.externalData) paths.add(pack.path(file));
  }
  return [...paths].reduce((sum, path) => sum + statSync(path).size, 0);
}

/** A field of /proc/PID/status. */
function memoryMb(pid: number, field: string): number {
  try {
    const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    );
    return found ? Number(found[1]) / 1000 : 0;
  } catch {
    // the process has just ended
    return 0;
  }
}

const ms = (values: readonly number[]) => `${median(values).toFixed(0)} ms`;

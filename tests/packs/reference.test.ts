import { expect, test, vi } from 'vitest';
import type { Mode } from '#contract/domain';
import { referenceSpeak } from './reference/speak';
import { syntheticPack, type SyntheticPackOptions } from './synthetic/build-synthetic-pack';
import { newEngine, takeRequest, voiceLike, watchedContext } from './test-engine';
import { speakWhole } from '../../src/engine/testing/speak-whole';

// whole takes: slow on a busy machine
vi.setConfig({ testTimeout: 180_000 });

const prefix = 'You are a helpful assistant.';
const transcript = 'Hello world, this is a voice.';
const instruction = '请用四川话表达。';

interface Case {
  readonly name: string;
  readonly mode: Mode;
  readonly text: string;
  readonly segments: readonly string[];
  readonly promptText: string;
  readonly sampleRateHz?: number;
  readonly speed?: number;
  readonly seed: number;
  readonly pack?: SyntheticPackOptions;
}

const cases: readonly Case[] = [
  {
    name: 'zero_shot',
    mode: 'zero_shot',
    text: 'The quick brown fox.',
    segments: ['The quick brown fox.'],
    promptText: `${prefix}<|endofprompt|>${transcript}`,
    seed: 7,
  },
  {
    name: 'zero_shot from 44.1 kHz in two segments',
    mode: 'zero_shot',
    text: 'Hello small world.[pause 0s]今天天气很好。',
    segments: ['Hello small world.', '今天天气很好。'],
    promptText: `${prefix}<|endofprompt|>${transcript}`,
    sampleRateHz: 44_100,
    seed: 99_000_001,
  },
  {
    name: 'cross_lingual, slower',
    mode: 'cross_lingual',
    text: '我们[breath]一起去公园。',
    segments: ['我们[breath]一起去公园。'],
    promptText: `${prefix}<|endofprompt|>`,
    speed: 0.8,
    seed: 3,
  },
  {
    name: 'instruct2, faster',
    mode: 'instruct2',
    text: '你好，天气很好。',
    segments: ['你好，天气很好。'],
    promptText: `${prefix} ${instruction}<|endofprompt|>`,
    speed: 1.3,
    seed: 4,
  },
  {
    name: 'repetitions that are drawn again, and long silences that the flow gets shortened',
    mode: 'cross_lingual',
    text: '你好，天气很好。',
    segments: ['你好，天气很好。'],
    promptText: `${prefix}<|endofprompt|>`,
    seed: 5,
    pack: { silentBias: 9, eosBias: 8 },
  },
];

test.each(cases)('the engine and the slow reference agree sample by sample: $name', async (each) => {
  const sampleRateHz = each.sampleRateHz ?? 24_000;
  const packDir = syntheticPack(each.pack);
  const prompt = { sampleRateHz, samples: voiceLike(1.1, sampleRateHz), transcript };
  const reference = await referenceSpeak({
    packDir,
    prompt,
    promptText: each.promptText,
    zeroShot: each.mode === 'zero_shot',
    prefixCounts: each.mode === 'cross_lingual',
    segments: each.segments,
    seed: each.seed,
    speed: each.speed ?? 1,
  });
  const { audio, segments } = await speakWhole(
    newEngine(packDir).speak(
      takeRequest({
        text: each.text,
        mode: each.mode,
        instruction: each.mode === 'instruct2' ? instruction : '',
        seed: each.seed,
        speed: each.speed ?? 1,
        prompt,
      }),
      watchedContext(),
    ),
  );
  expect(segments.map(({ text }) => text)).toEqual(each.segments);
  expect(segments.map(({ tokens }) => tokens)).toEqual(reference.tokens.map(({ length }) => length));
  expect(audio.samples).toHaveLength(reference.samples.length);
  // float32 against float64 glue around the same graphs; the source graph's float32 phase of up to 1e5 rad magnifies it
  expect(relativeError(audio.samples, reference.samples)).toBeLessThan(1e-2);
});

/** Root mean square of the difference over that of the signal; any mistake in the glue makes it about 1. */
function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let signal = 0;
  for (let i = 0; i < a.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    signal += b[i]! ** 2;
  }
  return Math.sqrt(difference / signal);
}

import type { Tensor } from 'onnxruntime-node';
import { createRandom } from '../../../src/engine/cosyvoice3/math/random';
import { forbidStops, RepetitionAwareSampler } from '../../../src/engine/cosyvoice3/math/sampling';
import type { LanguageSequence } from '../../../src/engine/cosyvoice3/stages/language-model';
import { defaultTokenSettings, generateTokens } from '../../../src/engine/cosyvoice3/stages/speech-tokens';
import { float32Tensor } from '../../../src/engine/onnx/tensors';
import { goalAtFullSize, ratios, type Bench, type Measurement } from '../benchmark';
import { interleaved, startWatch, watched, type Taken } from '../rounds';
import type { BenchPack } from './bench-pack';

const HIDDEN = 896;
const CACHE = { layers: 48, heads: 2, width: 64 } as const;
/** Positions before the first token: a sentence and its prompt. */
const SHORT = 100;
const LONG = 1000;

/** Tokens of one measurement: enough for a median, short enough for a 1.4 GB model. */
const tokensOf = ({ size }: Bench) => (size === 'full' ? 16 : 100);

/** Ratio 1: the token loop as a take runs it, against the same two graphs run in the barest loop. */
export async function decodeLoop(bench: Bench): Promise<Measurement[]> {
  const pack = await bench.pack();
  const tokens = tokensOf(bench);
  const { engine, bare } = await interleaved(bench.rounds, {
    engine: () => engineLoop(pack, tokens),
    bare: () => bareLoop(pack, SHORT, tokens),
  });
  const about = `a token, ${SHORT} positions on`;
  const goal = goalAtFullSize(bench, 1.03);
  return ratios('token loop of the engine / bare session.run', engine, bare, goal, about);
}

/** Ratio 2: drawing a token, against the graphs that made its logits. */
export async function samplingShare(bench: Bench): Promise<Measurement[]> {
  const pack = await bench.pack();
  const { logits } = await pack.loaded.languageModel.begin(sequenceOf(SHORT));
  const { draw, step } = await interleaved(bench.rounds, {
    draw: () => drawing(logits),
    step: () => bareLoop(pack, SHORT, tokensOf(bench)),
  });
  const goal = goalAtFullSize(bench, 0.01);
  return ratios('drawing a token / its graphs', draw, step, goal, '6761 logits');
}

/** Ratio 3: what a long cache costs; a cache that is copied at every step shows here. */
export async function cacheLength(bench: Bench): Promise<Measurement[]> {
  const pack = await bench.pack();
  const tokens = tokensOf(bench) / 2;
  const { languageModel } = pack.loaded;
  const short = await languageModel.begin(sequenceOf(SHORT));
  const long = await languageModel.begin(sequenceOf(LONG));
  const advance = (decoding: typeof short) =>
    watched(async () => {
      for (let i = 0; i < tokens; i++) await decoding.accept(i);
    }, tokens);
  const found = await interleaved(bench.rounds, {
    short: () => advance(short),
    long: () => advance(long),
    bareShort: () => bareLoop(pack, SHORT, tokens),
    bareLong: () => bareLoop(pack, LONG, tokens),
  });
  const what = `step after ${LONG} positions / after ${SHORT}`;
  return [
    ...ratios(what, found.long, found.short, goalAtFullSize(bench, 1.25), 'in the engine'),
    ...ratios(
      '  bare session.run',
      found.bareLong,
      found.bareShort,
      undefined,
      'the cost lies in the graphs',
    ),
  ];
}

/** What a token takes in two bare graph calls; also what a busy neighbour slows down. */
export async function bareLoop(pack: BenchPack, positions: number, tokens: number): Promise<Taken> {
  await openGraphs(pack);
  const embedding = float32Tensor(new Float32Array(HIDDEN).fill(0.5), [1, 1, HIDDEN]);
  const ones = new Float32Array(positions + tokens).fill(1);
  const { layers, heads, width } = CACHE;
  const empty = new Float32Array(layers * heads * positions * width);
  let cache: Tensor = float32Tensor(empty, [layers, 1, heads, positions, width]);
  const taken = startWatch();
  for (let i = 1; i <= tokens; i++) {
    const { hidden_states: hidden, new_past_key_values: grown } = await pack.bare('llm_decode', {
      inputs_embeds: embedding,
      attention_mask: float32Tensor(ones.subarray(0, positions + i), [1, positions + i]),
      past_key_values: cache,
    });
    cache.dispose();
    cache = grown!;
    await pack.bare('llm_head', { hidden_state: hidden! });
  }
  return taken(tokens);
}

/** What a token takes between the first and the last one of the stage that takes run. */
async function engineLoop(pack: BenchPack, tokens: number): Promise<Taken> {
  let sinceFirst = startWatch();
  let taken: Taken = { wallMs: 0, cpuMs: 0 };
  await generateTokens(pack.loaded.languageModel, {
    sequence: sequenceOf(SHORT),
    segmentIds: 1,
    roomTokens: tokens + 1,
    seed: 7,
    segmentIndex: 0,
    // no stop before the last token, so that every round draws as many
    settings: { ...defaultTokenSettings, minRatio: tokens + 1, maxRatio: tokens + 1 },
    signal: new AbortController().signal,
    onToken: (count) => {
      if (count === 1) sinceFirst = startWatch();
      else taken = sinceFirst(count - 1);
    },
  });
  return taken;
}

async function drawing(logits: Float32Array): Promise<Taken> {
  const draws = 200;
  const sampler = new RepetitionAwareSampler(createRandom(7n));
  const history: number[] = [];
  const copy = logits.slice();
  return watched(() => {
    for (let i = 0; i < draws; i++) {
      copy.set(logits);
      forbidStops(copy, 'strict');
      history.push(sampler.draw(copy, history));
    }
  }, draws);
}

/** A sequence that fills so many positions, as zero_shot does: a quarter text, the rest prompt. */
function sequenceOf(positions: number): LanguageSequence {
  const textIds = Array.from({ length: Math.floor((positions - 2) / 4) }, (_, i) => i % 250);
  const speechTokens = Array.from({ length: positions - 2 - textIds.length }, (_, i) => (i * 37) % 6561);
  return { textIds, speechTokens };
}

async function openGraphs({ loaded }: BenchPack): Promise<void> {
  const { sessions } = loaded;
  if (sessions.isOpen('llm_decode') && sessions.isOpen('llm_head')) return;
  await (await loaded.languageModel.begin(sequenceOf(8))).accept(1);
}

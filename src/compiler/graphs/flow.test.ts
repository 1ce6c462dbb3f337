import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { startNoise } from '../../engine/cosyvoice3/math/start-noise';
import golden from '../../../tests/golden/compiler/flow.json';
import {
  floatsOf,
  openGraphs,
  relativeError,
  testFolder,
  tinyWeights,
} from '../../../tests/golden/compiler/tiny-model';
import type { LinearFormat } from '../onnx/linear';
import { flowShape, type FlowShape } from '../weights/flow-weights';
import type { PartWeights } from '../weights/part-weights';
import { writeFlowEncoder } from './flow-encoder';
import { flowStepGraph, storeFlowStep } from './flow-step';
import { modulationTables } from './modulation';

const folder = testFolder();
const BINS = 80;
const BLOCK = 50;
const GUIDANCE = 0.7;
const allTokens = [...golden.prompt_tokens, ...golden.tokens];
const promptFrames = 2 * golden.prompt_tokens.length;
const frames = 2 * allTokens.length;

let weights: PartWeights;
let shape: FlowShape;
let tables: Float32Array[];
let encoder: InferenceSession;
beforeAll(async () => {
  weights = tinyWeights(folder.path, 'flow');
  shape = flowShape(weights);
  tables = modulationTables(
    weights,
    shape,
    golden.times.map(([time]) => time!),
  );
  ({ encoder } = await openGraphs(folder.path, 'encoder', (data) => ({
    encoder: writeFlowEncoder(data, weights, shape),
  })));
});

const float32 = (data: Float32Array, dims: readonly number[]) => new Tensor('float32', data, dims);
const int64 = (values: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
const numbers = (tensor: Tensor | undefined) => tensor!.data as Float32Array;

async function encode(tokens: readonly number[], lookPad: number) {
  const count = 2 * (tokens.length - 3 + lookPad);
  const cond = new Float32Array(count * BINS);
  cond.set(floatsOf(golden.prompt_mel).subarray(0, cond.length));
  return encoder.run({
    ...{
      tokens: int64(tokens),
      look_pad: int64([lookPad]),
      speaker: float32(floatsOf(golden.speaker), [192]),
    },
    cond: float32(cond, [count, BINS]),
  });
}

const step = async (format: LinearFormat, name: string) =>
  (
    await openGraphs(folder.path, name, (data) => ({
      step: flowStepGraph(storeFlowStep(data, weights, shape, format), shape).encode(),
    }))
  ).step;

/** The fixed noise, frame by frame. */
function noise(): Float32Array {
  const rows = startNoise(frames);
  return Float32Array.from(
    { length: frames * BINS },
    (_, i) => rows[(i % BINS) * frames + Math.floor(i / BINS)]!,
  );
}

const feedsOf = (x: Float32Array, base: Tensor, i: number, guidance = GUIDANCE) => ({
  ...{
    x: float32(x, [x.length / BINS, BINS]),
    base,
    mod: float32(tables[i]!, [tables[i]!.length / shape.width, shape.width]),
  },
  ...{
    dt: float32(Float32Array.of(golden.times[i]![1]!), [1]),
    guidance: float32(Float32Array.of(guidance), [1]),
  },
});

/** [frames, 80] from one frame on as [80, frames]. */
function melFrom(x: Float32Array, first: number): Float32Array {
  const count = x.length / BINS - first;
  return Float32Array.from(
    { length: count * BINS },
    (_, i) => x[(first + (i % count)) * BINS + Math.floor(i / count)]!,
  );
}

const rowsOf = (all: Float32Array, width: number, index: readonly number[]) =>
  index.flatMap((row) => [...all.subarray(row * width, (row + 1) * width)]);

test('the encoder gives speaker, mu and base of the official modules', async () => {
  const { base, mu, spks } = await encode(allTokens, 3);
  expect(relativeError(numbers(spks), floatsOf(golden.spks))).toBeLessThan(1e-5);
  // the golden rows are the first 4 and the last 8
  const ends = [...numbers(mu).subarray(0, 4 * BINS), ...numbers(mu).subarray(-8 * BINS)];
  expect(relativeError(ends, floatsOf(golden.mu_first_last))).toBeLessThan(1e-5);
  const rows = rowsOf(numbers(base), shape.width, golden.base_row_index);
  expect(relativeError(rows, floatsOf(golden.base_rows))).toBeLessThan(1e-5);
});

test('the modulation table is what the adaptive norms compute', () => {
  expect(relativeError(tables[3]!, floatsOf(golden.modulation_step3))).toBeLessThan(1e-5);
});

test('the encoder of a beginning is the beginning of the whole: look-ahead tokens are enough', async () => {
  const whole = numbers((await encode(allTokens, 3)).base);
  const part = numbers((await encode(allTokens.slice(0, 60), 0)).base);
  expect(relativeError(part, whole.subarray(0, part.length))).toBeLessThan(1e-6);
});

describe('ten steps', () => {
  async function solve(session: InferenceSession): Promise<{ first: Float32Array; mel: Float32Array }> {
    const { base } = await encode(allTokens, 3);
    let x: Float32Array = noise();
    let first = x;
    for (let i = 0; i < golden.times.length; i++) {
      x = numbers((await session.run(feedsOf(x, base!, i))).x_next);
      if (i === 0) first = x;
    }
    return { first, mel: melFrom(x, promptFrames) };
  }

  test('lead to the mel of the official modules', async () => {
    const session = await step({ kind: 'float32' }, 'fp32');
    const { first, mel } = await solve(session);
    const { frames: index, v } = golden.estimator_step3_at_start_noise;
    expect(relativeError(mel, floatsOf(golden.mel_offline))).toBeLessThan(1e-5);
    expect(relativeError(rowsOf(first, BINS, index), floatsOf(golden.x_after_step1))).toBeLessThan(1e-5);
    // guidance 0 leaves the conditioned velocity alone
    const { base } = await encode(allTokens, 3);
    const x = noise();
    const next = numbers((await session.run(feedsOf(x, base!, 3, 0))).x_next);
    const velocity = next.map((value, i) => (value - x[i]!) / golden.times[3]![1]!);
    const columns = Array.from(
      { length: BINS * index.length },
      (_, i) => velocity[index[i % index.length]! * BINS + Math.floor(i / index.length)]!,
    );
    expect(relativeError(columns, floatsOf(v).subarray(0, columns.length))).toBeLessThan(1e-4);
  });

  test.each([
    ['bytes', { kind: 'int8' }, 0.01],
    ['blocks of 8 bits', { kind: 'blocks', bits: 8, block: 128, accuracy: 4 }, 0.01],
  ] as const)('in %s stay near it', async (name, format, tolerance) => {
    const { mel } = await solve(await step(format, name));
    expect(relativeError(mel, floatsOf(golden.mel_offline))).toBeLessThan(tolerance);
  });
});

describe('chunk by chunk', () => {
  interface State {
    conv: Float32Array[];
    /** By name of the cache: what is kept of the frames before. */
    past: Map<string, number[]>;
  }
  const cacheNames = (blocks: number) =>
    Array.from({ length: blocks }, (_, i) => ['kc', 'vc', 'ku', 'vu'].map((kind) => `${kind}_${i}`)).flat();

  async function stream(cache: 'float32' | 'float16'): Promise<Float32Array[]> {
    const { stream: session } = await openGraphs(folder.path, cache, (data) => ({
      stream: flowStepGraph(storeFlowStep(data, weights, shape, { kind: 'float32' }), shape, cache).encode(),
    }));
    const { width } = shape;
    const states: State[] = golden.times.map(() => ({
      conv: [1, 2].map(() => new Float32Array(2 * width * (shape.kernel - 1))),
      past: new Map(cacheNames(shape.blocks).map((name) => [name, []])),
    }));
    const bounds = golden.stream.schedule.map(([offset, hop]) => promptFrames + 2 * (offset! + hop!));
    const all = noise();
    const chunks: Float32Array[] = [];
    let from = 0;
    for (const [index, to] of [...bounds, frames].entries()) {
      const final = index === bounds.length;
      const tokens = final ? allTokens : allTokens.slice(0, to / 2 + 3);
      const base = numbers((await encode(tokens, final ? 3 : 0)).base).slice(from * width, to * width);
      const n = to - from;
      const bias = Float32Array.from({ length: n * to }, (_, i) => {
        const [q, k] = [from + Math.floor(i / to), i % to];
        return k < (Math.floor(q / BLOCK) + 1) * BLOCK ? 0 : -1e30;
      });
      let x: Float32Array = all.slice(from * BINS, to * BINS);
      for (const [i, state] of states.entries()) {
        const feeds: Record<string, Tensor> = {
          ...feedsOf(x, float32(base, [n, width]), i),
          ...{ position: int64([from]), bias: float32(bias, [n, to]) },
        };
        state.conv.forEach(
          (body, c) => (feeds[`conv${c + 1}_state`] = float32(body, [2, width, shape.kernel - 1])),
        );
        for (const [name, body] of state.past) {
          const data = cache === 'float32' ? Float32Array.from(body) : Uint16Array.from(body);
          feeds[`past_${name}`] = new Tensor(cache, data, [1, from, width]);
        }
        const answer = await session.run(feeds);
        x = numbers(answer.x_next);
        state.conv = [1, 2].map((c) => numbers(answer[`conv${c}_next`]));
        for (const [name, body] of state.past) {
          const { data } = answer[`new_${name}`]!;
          const added = data as Float32Array;
          const bits = new Uint16Array(added.buffer, added.byteOffset, added.byteLength / 2);
          state.past.set(name, [...body, ...(cache === 'float32' ? added : bits)]);
        }
      }
      chunks.push(melFrom(x, Math.max(0, promptFrames - from)));
      from = to;
    }
    return chunks;
  }

  test.each([
    ['float32', 1e-5],
    ['float16', 1e-4],
  ] as const)('with a cache in %s the mel is that of the official chunks', async (cache, tolerance) => {
    const chunks = await stream(cache);
    const expected = [...golden.stream.chunks, golden.stream.last_masked].map(floatsOf);
    expect(chunks.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
    chunks.forEach((chunk, i) =>
      expect(relativeError(chunk, expected[i]!), `chunk ${i}`).toBeLessThan(tolerance),
    );
  });
});

import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { beforeAll, describe, expect, test } from 'vitest';
import golden from '../../../tests/golden/compiler/llm.json';
import {
  floatsOf,
  openGraphs,
  relativeError,
  testFolder,
  tinyWeights,
} from '../../../tests/golden/compiler/tiny-model';
import type { LinearFormat } from '../onnx/linear';
import { llmConfigSchema, llmShape, SPEECH_TABLE } from '../weights/llm-weights';
import type { PartWeights } from '../weights/part-weights';
import { writeLlm } from './llm';

const folder = testFolder();
const {
  hidden_size: width,
  num_hidden_layers: layers,
  num_key_value_heads: kvHeads,
  head_dim: headWidth,
} = golden.config;
const kvWidth = kvHeads * headWidth;
const config = llmConfigSchema.parse(golden.config);

let weights: PartWeights;
beforeAll(() => {
  weights = tinyWeights(folder.path, 'llm');
});

async function open(name: string, format: LinearFormat): Promise<InferenceSession> {
  const write = { layers: format, head: format };
  const { llm } = await openGraphs(folder.path, name, (data) => ({
    llm: writeLlm(data, weights, llmShape(weights, config), write),
  }));
  return llm;
}

/** A sequence in a cache that grows: what the engine does with the graph. */
class Sequence {
  private readonly cache = Array.from({ length: 2 * layers }, () => new Float32Array(0));

  constructor(private readonly session: InferenceSession) {}

  async feed(rows: Float32Array): Promise<Float32Array> {
    const feeds: Record<string, Tensor> = {
      embeds: new Tensor('float32', rows, [1, rows.length / width, width]),
    };
    this.cache.forEach(
      (body, i) =>
        (feeds[`past_${nameOf(i)}`] = new Tensor('float32', body, [body.length / kvWidth, kvWidth])),
    );
    const answer = await this.session.run(feeds);
    this.cache.forEach((body, i) => {
      const added = answer[`new_${nameOf(i)}`]!.data as Float32Array;
      this.cache[i] = Float32Array.from([...body, ...added]);
    });
    return answer.logits!.data as Float32Array;
  }

  get rows(): readonly Float32Array[] {
    return this.cache;
  }
}
const nameOf = (i: number) => `${i % 2 === 0 ? 'k' : 'v'}_${i >> 1}`;

/** Logits after the prefill and after each drawn token. */
async function logitsOf(
  session: InferenceSession,
): Promise<{ logits: Float32Array; prefill: Float32Array[] }> {
  const sequence = new Sequence(session);
  const all = [await sequence.feed(floatsOf(golden.embeds))];
  const prefill = [...sequence.rows];
  for (const id of golden.step_tokens)
    all.push(await sequence.feed(weights.read(SPEECH_TABLE, [id, id + 1])));
  return { logits: Float32Array.from(all.flatMap((each) => [...each])), prefill };
}

describe('the language model', () => {
  test('gives the logits and the cache of the official modules', async () => {
    const { logits, prefill } = await logitsOf(await open('fp32', { kind: 'float32' }));
    expect(relativeError(logits, floatsOf(golden.logits))).toBeLessThan(golden.tolerance.fp32_rel);
    for (let i = 0; i < layers; i++) {
      expect(relativeError(prefill[2 * i]!, floatsOf(golden.prefill_k[i]!))).toBeLessThan(1e-5);
      expect(relativeError(prefill[2 * i + 1]!, floatsOf(golden.prefill_v[i]!))).toBeLessThan(1e-5);
    }
  });

  test('gives the same logits whether a sequence is read at once, in pieces or token by token', async () => {
    const session = await open('pieces', { kind: 'float32' });
    const embeds = floatsOf(golden.embeds);
    const whole = await new Sequence(session).feed(embeds);
    for (const piece of [1, 4, 7]) {
      const sequence = new Sequence(session);
      let last: Float32Array = whole;
      for (let at = 0; at < embeds.length; at += piece * width) {
        last = await sequence.feed(embeds.slice(at, at + piece * width));
      }
      expect(relativeError(last, whole), `pieces of ${piece}`).toBeLessThan(1e-5);
    }
  });

  test.each([
    [8, golden.logits_dequantised[8]],
    [4, golden.logits_dequantised[4]],
  ] as const)('in %d bits is the official modules with the weights so packed', async (bits, expected) => {
    const blocks = { kind: 'blocks', bits, block: 128 } as const;
    const exact = await logitsOf(await open(`exact-${bits}`, { ...blocks, accuracy: 0 }));
    const fast = await logitsOf(await open(`fast-${bits}`, { ...blocks, accuracy: 4 }));
    expect(relativeError(fast.logits, floatsOf(expected))).toBeLessThan(
      golden.tolerance.accuracy_level_4_rel,
    );
    expect(relativeError(exact.logits, floatsOf(expected))).toBeLessThan(
      golden.tolerance.accuracy_level_0_rel,
    );
  });
});

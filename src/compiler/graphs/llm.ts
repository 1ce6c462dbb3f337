import type { DataFile, StoredWeight } from '../onnx/data-file';
import { Graph, type Value } from '../onnx/graph';
import { stacked, storeLinear, type Linear, type LinearFormat, type Matrix } from '../onnx/linear';
import { FINAL_NORM, HEAD, llmLayer, type LlmShape } from '../weights/llm-weights';
import type { PartWeights } from '../weights/part-weights';

/**
 * The language model as one graph for prefill and decode, with a cache that is only ever appended to.
 *
 *   embeds [1,s,W] ─┬─► norm ─► qkv ─► rotate ─► attention(past, new) ─► out ─┐
 *                   └───────────────────────── + ◄───────────────────────────┘
 *                   ┌─► norm ─► gate_up ─► silu(gate) up ─► down ─┐        (each layer)
 *                   └────────────────── + ◄──────────────────────┘
 *   last position ─► norm ─► head ─► logits [1, speech rows]
 *
 * s new positions, t cached ones (0 is allowed), KV = kv heads x head width. `past_k_{i}`, `past_v_{i}` [t,KV] hold rotated
 * keys row by row, so that a growing cache is a prefix of one buffer; `new_k_{i}`, `new_v_{i}` [s,KV] are to be appended.
 */

/** Positions that the rotary tables cover. */
export const MAX_POSITIONS = 4096;
const HIDDEN_SCORE = -1e30;

export interface LlmFormats {
  readonly layers: LinearFormat;
  readonly head: LinearFormat;
}

interface Layer {
  readonly inputNorm: StoredWeight;
  readonly qkv: Linear;
  readonly out: Linear;
  readonly innerNorm: StoredWeight;
  readonly gateUp: Linear;
  readonly down: Linear;
}

interface LlmWeights {
  readonly layers: readonly Layer[];
  readonly norm: StoredWeight;
  readonly head: Linear;
  readonly cos: StoredWeight;
  readonly sin: StoredWeight;
}

/** Writes the weights into `data`. @returns the graph's file */
export function writeLlm(
  data: DataFile,
  weights: PartWeights,
  shape: LlmShape,
  formats: LlmFormats,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  return llmGraph(storeLlm(data, weights, shape, formats), shape).encode(about);
}

function storeLlm(data: DataFile, weights: PartWeights, shape: LlmShape, formats: LlmFormats): LlmWeights {
  const vector = (name: string) => data.floats(weights.read(name), weights.shape(name));
  const matrix = (name: string): Matrix => {
    const [outputs, inputs] = weights.shape(`${name}.weight`) as [number, number];
    const bias = weights.has(`${name}.bias`) ? weights.read(`${name}.bias`) : undefined;
    return { weight: weights.read(`${name}.weight`), outputs, inputs, bias };
  };
  const linear = (...names: string[]) => storeLinear(data, stacked(names.map(matrix)), formats.layers);
  const layers = Array.from({ length: shape.layers }, (_, i): Layer => {
    const at = llmLayer(i);
    return {
      inputNorm: vector(`${at}input_layernorm.weight`),
      qkv: linear(...['q', 'k', 'v'].map((name) => `${at}self_attn.${name}_proj`)),
      out: linear(`${at}self_attn.o_proj`),
      innerNorm: vector(`${at}post_attention_layernorm.weight`),
      gateUp: linear(`${at}mlp.gate_proj`, `${at}mlp.up_proj`),
      down: linear(`${at}mlp.down_proj`),
    };
  });
  const head = { weight: weights.read(HEAD), outputs: shape.speechRows, inputs: shape.width };
  return {
    layers,
    norm: vector(FINAL_NORM),
    head: storeLinear(data, head, formats.head),
    ...rotaryTables(data, shape),
  };
}

/** Angle p theta^(-2j / head width) for position p and pair j. */
function rotaryTables(data: DataFile, { headWidth, ropeTheta }: LlmShape): Pick<LlmWeights, 'cos' | 'sin'> {
  const half = headWidth / 2;
  const angles = Float64Array.from({ length: MAX_POSITIONS * half }, (_, i) => {
    const frequency = Math.fround(ropeTheta ** ((-2 * (i % half)) / headWidth));
    return Math.fround(Math.floor(i / half) * frequency);
  });
  const table = (turn: (angle: number) => number) =>
    data.floats(Float32Array.from(angles, turn), [MAX_POSITIONS, half]);
  return { cos: table(Math.cos), sin: table(Math.sin) };
}

function llmGraph(weights: LlmWeights, shape: LlmShape): Graph {
  const g = new Graph('llm');
  const { width, heads, kvHeads, headWidth, inner, epsilon, speechRows } = shape;
  const kvWidth = kvHeads * headWidth;
  const embeds = g.input('embeds', 'float32', [1, 's', width]);
  const past = weights.layers.map((_, i) => ({
    keys: g.input(`past_k_${i}`, 'float32', ['t', kvWidth]),
    values: g.input(`past_v_${i}`, 'float32', ['t', kvWidth]),
  }));
  const attention = attentionOver(g, shape, g.size(past[0]!.keys, 0), g.size(embeds, 1));
  const rotate = (x: Value, headCount: number) =>
    g.op('RotaryEmbedding', [x, attention.positions, g.stored(weights.cos), g.stored(weights.sin)], {
      num_heads: headCount,
      interleaved: 0,
    });
  /** Adds a branch to the residual. @returns the sum normed, and the sum */
  const addAndNorm = (branch: Value, residual: Value, gamma: StoredWeight): Value[] =>
    g.some('SkipSimplifiedLayerNormalization', [branch, residual, g.stored(gamma)], [0, 3], {
      epsilon: { float: epsilon },
    });

  let residual = embeds;
  let branch: Value | undefined;
  weights.layers.forEach((layer, i) => {
    let x: Value;
    if (branch === undefined) {
      x = g.op('SimplifiedLayerNormalization', [embeds, g.stored(layer.inputNorm)], {
        ...{ axis: -1, epsilon: { float: epsilon }, stash_type: 1 },
      });
    } else [x, residual] = addAndNorm(branch, residual, layer.inputNorm) as [Value, Value];

    const [q, k, v] = g.split(layer.qkv(g, x), [heads * headWidth, kvWidth, kvWidth], 2) as [
      Value,
      Value,
      Value,
    ];
    const keys = g.squeeze(rotate(k, kvHeads), 0);
    const values = g.squeeze(v, 0);
    g.output(`new_k_${i}`, 'float32', ['s', kvWidth], keys);
    g.output(`new_v_${i}`, 'float32', ['s', kvWidth], values);
    const context = attention.over(rotate(q, heads), past[i]!, { keys, values });

    [x, residual] = addAndNorm(layer.out(g, context), residual, layer.innerNorm) as [Value, Value];
    const [gate, up] = g.split(layer.gateUp(g, x), [inner, inner], 2) as [Value, Value];
    const silu = g.op('QuickGelu', [gate], { alpha: { float: 1 } });
    branch = layer.down(g, g.mul(silu, up));
  });

  const [normed] = addAndNorm(branch!, residual, weights.norm);
  const last = g.slice(normed!, g.integers([-1]), g.integers([Number.MAX_SAFE_INTEGER]), 1);
  g.output('logits', 'float32', [1, speechRows], g.reshape(weights.head(g, last), [-1, speechRows]));
  return g;
}

interface KeysAndValues {
  readonly keys: Value;
  readonly values: Value;
}

/**
 * Grouped attention as plain matrix products: every query is laid into the columns of its own kv head, so that one
 * product serves all heads and cached keys are used where they lie.
 */
function attentionOver(g: Graph, { heads, kvHeads, headWidth }: LlmShape, past: Value, fresh: Value) {
  const kvWidth = kvHeads * headWidth;
  const group = heads / kvHeads;
  const own = Array.from({ length: heads * kvWidth }, (_, i) => {
    const [head, column] = [Math.floor(i / kvWidth), i % kvWidth];
    return Math.floor(column / headWidth) === Math.floor(head / group) ? 1 : 0;
  });
  const mask = g.floats(own, [heads, kvWidth]);
  const scaledMask = g.floats(
    own.map((one) => one / Math.sqrt(headWidth)),
    [heads, kvWidth],
  );
  const rows = g.range(g.integers([0]), fresh);
  // [s,1,s]: a new position does not see those behind it
  const later = g.op('Greater', [g.unsqueeze(rows, 0, 1), g.unsqueeze(rows, 1, 2)]);
  const causal = g.op('Where', [later, g.scalar(HIDDEN_SCORE), g.scalar(0)]);
  const lengths = g.concat([past, fresh], 0);
  const products = (queries: Value, keys: Value) => g.op('Gemm', [queries, keys], { transB: 1 });

  const over = (q: Value, cached: KeysAndValues, added: KeysAndValues): Value => {
    const copies = Array.from({ length: kvHeads }, () => g.reshape(q, [-1, heads, headWidth]));
    const queries = g.reshape(g.mul(g.concat(copies, 2), scaledMask), [-1, kvWidth]);
    const toCached = products(queries, cached.keys);
    const wide = g.op('Reshape', [
      products(queries, added.keys),
      g.concat([g.integers([-1, heads]), fresh], 0),
    ]);
    const toAdded = g.op('Reshape', [g.add(wide, causal), g.concat([g.integers([-1]), fresh], 0)]);
    const shares = g.op('Softmax', [g.concat([toCached, toAdded], 1)], { axis: 1 });
    const [ofCached, ofAdded] = g.ops('Split', [shares, lengths], 2, { axis: 1 }) as [Value, Value];
    const context = g.add(g.matmul(ofCached, cached.values), g.matmul(ofAdded, added.values));
    const masked = g.mul(g.reshape(context, [-1, heads, kvWidth]), mask);
    const perKvHead = g.split(masked, Array<number>(kvHeads).fill(headWidth), 2);
    return g.reshape(g.op('Sum', perKvHead), [1, -1, heads * headWidth]);
  };
  const positions = g.unsqueeze(g.range(past, g.add(past, fresh)), 0);
  return { positions, over };
}

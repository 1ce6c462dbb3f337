import { GraphWriter, type Value } from './graph-writer';
import { attentionBias, headBias, type HeadBias } from './language-model-graphs';
import { linear, type StoredWeight, type WeightFile } from './weight-file';
import { Weights } from './weights';

/** Qwen2 0.5B as it is exported: 24 layers, 14 heads that share 2 key-value heads, plain operators. */
const HIDDEN = 896;
const LAYERS = 24;
const KV_HEADS = 2;
const GROUP = 7;
const HEAD = 64;
const INNER = 4864;
const LOGITS = 6761;
const ROTARY_BASE = 1_000_000;

type LayerWeights = Readonly<
  Record<'query' | 'key' | 'value' | 'out' | 'gate' | 'up' | 'down', StoredWeight>
>;

/** 1.43 GB, shared by prefill and decode. */
export function fullBackboneWeights(file: WeightFile): LayerWeights[] {
  return Array.from({ length: LAYERS }, () => ({
    query: file.matrix(HIDDEN, HIDDEN),
    key: file.matrix(HIDDEN, KV_HEADS * HEAD),
    value: file.matrix(HIDDEN, KV_HEADS * HEAD),
    out: file.matrix(HIDDEN, HIDDEN),
    gate: file.matrix(HIDDEN, INNER),
    up: file.matrix(HIDDEN, INNER),
    down: file.matrix(INNER, HIDDEN),
  }));
}

export function fullBackboneGraph(layers: readonly LayerWeights[], kind: 'prefill' | 'decode'): Uint8Array {
  const g = new GraphWriter(`llm_${kind}`, 15);
  const biases = new Weights(1);
  const steps = kind === 'prefill' ? 's' : 1;
  const total = kind === 'prefill' ? 's' : 'total';
  const embeds = g.input('inputs_embeds', 'float32', ['b', steps, HIDDEN]);
  const mask = g.input('attention_mask', 'float32', ['b', total]);
  const past =
    kind === 'decode' && g.input('past_key_values', 'float32', [2 * LAYERS, 'b', KV_HEADS, 'past', HEAD]);

  const before = past ? g.axisSize(past, 3) : g.integers([0]);
  const after = g.node('Add', [before, g.axisSize(embeds, 1)]);
  const one = g.asScalar(g.integers([1]));
  const positions = g.node('Range', [g.asScalar(before), g.asScalar(after), one]);
  const bias = attentionBias(g, mask, positions, after);
  const turn = rotary(g, positions, ROTARY_BASE);

  const cache: Value[] = [];
  let x = embeds;
  layers.forEach((weights, layer) => {
    const normed = rmsNorm(g, x);
    const grown = (fresh: Value, index: number): Value => {
      if (!past) return fresh;
      const old = g.node('Gather', [past, g.asScalar(g.integers([index]))], { axis: 0 });
      return g.node('Concat', [old, fresh], { axis: 2 });
    };
    const query = g.node('Reshape', [
      linear(g, normed, weights.query, biases),
      g.integers([0, 0, KV_HEADS, GROUP, HEAD]),
    ]);
    const keys = grown(turn(heads(g, linear(g, normed, weights.key, biases))), 2 * layer);
    const values = grown(heads(g, linear(g, normed, weights.value, biases)), 2 * layer + 1);
    cache.push(keys, values);
    const context = groupedAttention(g, {
      query: turn(g.node('Transpose', [query], { perm: [0, 2, 3, 1, 4] })),
      keys,
      values,
      bias,
    });
    x = g.node('Add', [x, g.node('MatMul', [context, g.external(weights.out)])]);
    x = g.node('Add', [x, gatedLayer(g, rmsNorm(g, x), weights)]);
  });
  g.output('hidden_states', 'float32', ['b', steps, HIDDEN], rmsNorm(g, x));
  const layersFirst = cache.map((each) => g.node('Unsqueeze', [each, g.integers([0])]));
  const cacheName = kind === 'prefill' ? 'past_key_values' : 'new_past_key_values';
  const cacheShape = [2 * LAYERS, 'b', KV_HEADS, total, HEAD];
  g.output(cacheName, 'float32', cacheShape, g.node('Concat', layersFirst, { axis: 0 }));
  return g.encode();
}

/** The last hidden state to 6761 logits, all 24 MB of it. */
export function fullHeadGraph(file: WeightFile, bias: HeadBias): Uint8Array {
  const g = new GraphWriter('llm_head', 15);
  const hidden = g.input('hidden_state', 'float32', ['b', 1, HIDDEN]);
  const last = g.node('Gather', [hidden, g.asScalar(g.integers([-1]))], { axis: 1 });
  const wide = g.node('MatMul', [last, g.external(file.matrix(HIDDEN, LOGITS, 3))]);
  g.output('logits', 'float32', ['b', LOGITS], g.node('Add', [wide, g.floats(headBias(bias), [LOGITS])]));
  return g.encode();
}

/** [b, s, 128] to [b, 2, s, 64]. */
function heads(g: GraphWriter, wide: Value): Value {
  const split = g.node('Reshape', [wide, g.integers([0, 0, KV_HEADS, HEAD])]);
  return g.node('Transpose', [split], { perm: [0, 2, 1, 3] });
}

function rmsNorm(g: GraphWriter, x: Value): Value {
  const mean = g.node('ReduceMean', [g.node('Mul', [x, x])], { axes: [-1], keepdims: 1 });
  const size = g.node('Sqrt', [g.node('Add', [mean, g.scalar(1e-6)])]);
  return g.node('Mul', [g.node('Div', [x, size]), g.floats(new Float32Array(HIDDEN).fill(1), [HIDDEN])]);
}

function gatedLayer(g: GraphWriter, x: Value, { gate, up, down }: LayerWeights): Value {
  const gated = g.node('MatMul', [x, g.external(gate)]);
  const silu = g.node('Mul', [gated, g.node('Sigmoid', [gated])]);
  const inner = g.node('Mul', [silu, g.node('MatMul', [x, g.external(up)])]);
  return g.node('MatMul', [inner, g.external(down)]);
}

/** @returns what turns the last axis (64) by the positions of the axis before it */
export function rotary(g: GraphWriter, positions: Value, base: number): (x: Value) => Value {
  const half = HEAD / 2;
  const frequencies = Float32Array.from({ length: HEAD }, (_, i) => base ** (-(i % half) / half));
  const column = g.node('Unsqueeze', [g.node('Cast', [positions], { to: 1 }), g.integers([1])]);
  const angles = g.node('Mul', [column, g.floats(frequencies, [1, HEAD])]);
  const [cosines, sines] = [g.node('Cos', [angles]), g.node('Sin', [angles])];
  const part = (x: Value, from: number, to: number) =>
    g.node('Slice', [x, g.integers([from]), g.integers([to]), g.integers([-1])]);
  return (x) => {
    const swapped = g.node('Concat', [g.node('Neg', [part(x, half, HEAD)]), part(x, 0, half)], { axis: -1 });
    return g.node('Add', [g.node('Mul', [x, cosines]), g.node('Mul', [swapped, sines])]);
  };
}

/** Seven query heads beside each key-value head.    @returns [b, s, 896] */
function groupedAttention(
  g: GraphWriter,
  { query, keys, values, bias }: Record<'query' | 'keys' | 'values' | 'bias', Value>,
): Value {
  const beside = (each: Value) => g.node('Unsqueeze', [each, g.integers([2])]);
  const turned = g.node('Transpose', [beside(keys)], { perm: [0, 1, 2, 4, 3] });
  const products = g.node('Mul', [g.node('MatMul', [query, turned]), g.scalar(1 / Math.sqrt(HEAD))]);
  const shares = g.node('Softmax', [g.node('Add', [products, bias])], { axis: -1 });
  const context = g.node('MatMul', [shares, beside(values)]);
  const rows = g.node('Transpose', [context], { perm: [0, 3, 1, 2, 4] });
  return g.node('Reshape', [rows, g.integers([0, 0, HIDDEN])]);
}

import { GraphWriter, type Value } from './graph-writer';
import type { Weights } from './weights';

const KV_HEADS = 2;
const HEAD = 64;
const LOGITS = 6761;
const STOP_IDS_FROM = 6561;
const EOS_ID = 6562;
const SILENT_CODES = [1, 2, 28, 29, 55, 248, 494, 2241, 2242, 2322, 2323];
/** Inner width: everything between the contract's own sizes is this narrow. */
const RANK = 32;
const HEAD_RANK = 24;

/** `other`: whole numbers in the other width, an integer mask, as another exporter might have it. */
export type WhichTypes = 'published' | 'other';

/** The published model has 896 and 24. */
export interface ModelSize {
  readonly hidden: number;
  readonly layers: number;
}

/** Weights that prefill and decode share, as the two exports of one model do. */
export interface BackboneWeights {
  readonly size: ModelSize;
  readonly down: Float32Array;
  readonly kv: Float32Array;
  readonly query: Float32Array;
  readonly out: Float32Array;
  readonly up: Float32Array;
  readonly turns: Float32Array;
}

export function backboneWeights(weights: Weights, size: ModelSize): BackboneWeights {
  const { hidden, layers } = size;
  return {
    size,
    down: weights.matrix(hidden, RANK),
    kv: weights.matrix(RANK, 2 * layers * KV_HEADS * HEAD),
    query: weights.matrix(RANK, layers * KV_HEADS * HEAD),
    out: weights.matrix(layers * KV_HEADS * HEAD, RANK, 3),
    up: weights.matrix(RANK, hidden),
    turns: Float32Array.from({ length: HEAD }, (_, i) => 10 ** (-i / 24)),
  };
}

/**
 * Attention layers side by side (not stacked) over one narrow projection: causal, masked, and with positions taken
 * from the length of the cache, so that wrong masks, wrong axis order or a lost cache change every later token.
 */
export function backboneGraph(
  shared: BackboneWeights,
  kind: 'prefill' | 'decode',
  types: WhichTypes = 'published',
): Uint8Array {
  const g = new GraphWriter(`llm_${kind}`, 15);
  const { hidden: width, layers } = shared.size;
  const steps = kind === 'prefill' ? 's' : 1;
  const total = kind === 'prefill' ? 's' : 'total';
  const embeds = g.input('inputs_embeds', 'float32', ['b', steps, width]);
  const maskType = types === 'published' ? 'float32' : 'int64';
  const mask = g.node('Cast', [g.input('attention_mask', maskType, ['b', total])], { to: 1 });
  const past =
    kind === 'decode' && g.input('past_key_values', 'float32', [2 * layers, 'b', KV_HEADS, 'past', HEAD]);

  const narrow = g.node('MatMul', [embeds, g.floats(shared.down, [width, RANK])]);
  const length = g.axisSize(embeds, 1);
  const before = past ? g.axisSize(past, 3) : g.integers([0]);
  const after = g.node('Add', [before, length]);
  const one = g.asScalar(g.integers([1]));
  const positions = g.node('Range', [g.asScalar(before), g.asScalar(after), one]);

  const fresh = byLayer(g, narrow, shared.kv, 2 * layers);
  const turned = g.node('Mul', [fresh, turnsOf(g, positions, shared.turns)]);
  const cache = past ? g.node('Concat', [past, turned], { axis: 3 }) : turned;
  const context = attention(g, {
    query: byLayer(g, narrow, shared.query, layers),
    keys: everySecond(g, cache, 0, layers),
    values: everySecond(g, cache, 1, layers),
    bias: attentionBias(g, mask, positions, after),
  });
  const joined = g.node('Reshape', [
    g.node('Transpose', [context], { perm: [1, 3, 0, 2, 4] }),
    g.integers([0, 0, layers * KV_HEADS * HEAD]),
  ]);
  const mixed = g.node('MatMul', [joined, g.floats(shared.out, [layers * KV_HEADS * HEAD, RANK])]);
  const activated = g.node('Tanh', [g.node('Add', [mixed, narrow])]);
  const hidden = g.node('MatMul', [activated, g.floats(shared.up, [RANK, width])]);
  g.output('hidden_states', 'float32', ['b', steps, width], hidden);
  const cacheName = kind === 'prefill' ? 'past_key_values' : 'new_past_key_values';
  g.output(cacheName, 'float32', [2 * layers, 'b', KV_HEADS, total, HEAD], cache);
  return g.encode();
}

/** [b, s, rank] to [layers, b, heads, s, 64]. */
function byLayer(g: GraphWriter, narrow: Value, weights: Float32Array, layers: number): Value {
  const wide = g.node('MatMul', [narrow, g.floats(weights, [RANK, layers * KV_HEADS * HEAD])]);
  const split = g.node('Reshape', [wide, g.integers([0, 0, layers, KV_HEADS, HEAD])]);
  return g.node('Transpose', [split], { perm: [2, 0, 3, 1, 4] });
}

/** 1 + cos(position x frequency) / 2, shape [s, 64]: a stand-in for rotary positions. */
function turnsOf(g: GraphWriter, positions: Value, frequencies: Float32Array): Value {
  const column = g.node('Unsqueeze', [g.node('Cast', [positions], { to: 1 }), g.integers([1])]);
  const cosines = g.node('Cos', [g.node('Mul', [column, g.floats(frequencies, [1, HEAD])])]);
  return g.node('Add', [g.node('Mul', [cosines, g.scalar(0.5)]), g.scalar(1)]);
}

/** Even entries of the stacked cache are keys, odd ones values. */
function everySecond(g: GraphWriter, cache: Value, first: number, layers: number): Value {
  const axes = g.integers([0]);
  return g.node('Slice', [cache, g.integers([first]), g.integers([2 * layers]), axes, g.integers([2])]);
}

/** 0 where a position may be seen, -10000 where the mask or causality forbids it. */
export function attentionBias(g: GraphWriter, mask: Value, positions: Value, total: Value): Value {
  const zero = g.asScalar(g.integers([0]));
  const columns = g.node('Range', [zero, g.asScalar(total), g.asScalar(g.integers([1]))]);
  const rows = g.node('Unsqueeze', [positions, g.integers([1])]);
  const seen = g.node('GreaterOrEqual', [rows, g.node('Unsqueeze', [columns, g.integers([0])])]);
  const causal = g.node('Where', [seen, g.scalar(0), g.scalar(-10_000)]);
  const masked = g.node('Mul', [g.node('Sub', [g.scalar(1), mask]), g.scalar(-10_000)]);
  return g.node('Add', [causal, g.node('Unsqueeze', [masked, g.integers([0, 2, 3])])]);
}

function attention(
  g: GraphWriter,
  { query, keys, values, bias }: Record<'query' | 'keys' | 'values' | 'bias', Value>,
): Value {
  const products = g.node('MatMul', [query, g.node('Transpose', [keys], { perm: [0, 1, 2, 4, 3] })]);
  const scores = g.node('Add', [g.node('Mul', [products, g.scalar(1 / 8)]), bias]);
  return g.node('MatMul', [g.node('Softmax', [scores], { axis: -1 }), values]);
}

export interface HeadBias {
  /** Added to the end token's logit: the higher, the shorter the speech. */
  readonly eosBias: number;
  /** Added to the codes for silence. */
  readonly silentBias: number;
}

export function headBias({ eosBias, silentBias }: HeadBias): Float32Array {
  const bias = new Float32Array(LOGITS);
  bias.fill(-30, STOP_IDS_FROM);
  bias[EOS_ID] = eosBias;
  for (const code of SILENT_CODES) bias[code] = silentBias;
  return bias;
}

/** The last position's hidden state to 6761 logits; of the stop ids only the trained end token can win. */
export function headGraph(weights: Weights, width: number, bias: HeadBias): Uint8Array {
  const g = new GraphWriter('llm_head', 15);
  const hidden = g.input('hidden_state', 'float32', ['b', 1, width]);
  const last = g.node('Gather', [hidden, g.asScalar(g.integers([-1]))], { axis: 1 });
  const narrow = g.node('Tanh', [
    g.node('MatMul', [last, g.floats(weights.matrix(width, HEAD_RANK, 2), [width, HEAD_RANK])]),
  ]);
  const wide = weights.matrix(HEAD_RANK, LOGITS, 3);
  // stop ids get their bias alone, so that speech length follows from it and not from the seed
  for (let row = 0; row < HEAD_RANK; row++) wide.fill(0, row * LOGITS + STOP_IDS_FROM, (row + 1) * LOGITS);
  const logits = g.node('Add', [
    g.node('MatMul', [narrow, g.floats(wide, [HEAD_RANK, LOGITS])]),
    g.floats(headBias(bias), [LOGITS]),
  ]);
  g.output('logits', 'float32', ['b', LOGITS], logits);
  return g.encode();
}

export function speechEmbeddingGraph(
  weights: Weights,
  width: number,
  types: WhichTypes = 'published',
): Uint8Array {
  const g = new GraphWriter('speech_embedding', 15);
  const token = g.input('token', types === 'published' ? 'int64' : 'int32', ['b', 's']);
  const table = g.floats(weights.normal(LOGITS * width, 1), [LOGITS, width]);
  g.output('embedded', 'float32', ['b', 's', width], g.node('Gather', [table, token]));
  return g.encode();
}

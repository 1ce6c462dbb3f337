import type { DataFile, ElementName, StoredWeight } from '../onnx/data-file';
import { Graph, NONE, type Value } from '../onnx/graph';
import { stacked, storeLinear, type Linear, type LinearFormat, type Matrix } from '../onnx/linear';
import { ESTIMATOR, flowBlock, PLACE_CONVOLUTIONS, type FlowShape } from '../weights/flow-weights';
import type { PartWeights } from '../weights/part-weights';
import { inputColumns } from './flow-encoder';
import { modulationRows } from './modulation';

/**
 * One whole Euler step with guidance; both halves (conditioned, unconditioned) are made inside.
 *
 *   x [n,80] ─► input layer ─► + base | + bias ─► h [2,n,W] ─► + two causal convolutions
 *   block:  norm x mod ─► qkv ─► rotate head 0 ─► attention ─► out x gate ─► +
 *           norm x mod ─► ff1 ─► gelu ─► ff2 x gate ─► +
 *   last norm x mod ─► output layer ─► v [2,n,80] ─► x + dt ((1 + guidance) v0 - guidance v1)
 *
 * `mod` [6 blocks + 2, W] is the modulation table of this step's time. `flow_stream` is the same over new frames only:
 * it takes what the convolutions and the attention remember of the frames before, and gives what to append.
 */

const EPSILON = { float: 1e-6 };
/** exp() beyond this overflows; there Mish is its input. */
const LARGEST_EXPONENT = 20;

interface Block {
  readonly qkv: Linear;
  readonly out: Linear;
  readonly first: Linear;
  readonly second: Linear;
}

export interface FlowStepWeights {
  readonly input: Linear;
  readonly inputBias: StoredWeight;
  readonly place: readonly { readonly weight: StoredWeight; readonly bias: StoredWeight }[];
  readonly inverseFrequencies: readonly number[];
  readonly blocks: readonly Block[];
  readonly output: Linear;
}

/** Writes the weights once; the whole and the streaming graph share them. */
export function storeFlowStep(
  data: DataFile,
  weights: PartWeights,
  shape: FlowShape,
  format: LinearFormat,
): FlowStepWeights {
  const { width, melBins } = shape;
  const stored = (name: string) => data.floats(weights.read(name), weights.shape(name));
  const matrix = (name: string): Matrix => {
    const [outputs, inputs] = weights.shape(`${name}.weight`) as [number, number];
    return { weight: weights.read(`${name}.weight`), outputs, inputs, bias: weights.read(`${name}.bias`) };
  };
  const linear = (...names: string[]) => storeLinear(data, stacked(names.map(matrix)), format);
  const precise = { kind: 'float32' } as const;
  const xColumns = { weight: inputColumns(weights, shape)[0]!, outputs: width, inputs: melBins };
  return {
    input: storeLinear(data, xColumns, precise),
    inputBias: stored(`${ESTIMATOR}input_embed.proj.bias`),
    place: PLACE_CONVOLUTIONS.map((name) => ({
      weight: stored(`${name}.weight`),
      bias: stored(`${name}.bias`),
    })),
    inverseFrequencies: [...weights.read(`${ESTIMATOR}rotary_embed.inv_freq`)],
    blocks: Array.from({ length: shape.blocks }, (_, i) => {
      const at = flowBlock(i);
      return {
        qkv: linear(...['q', 'k', 'v'].map((name) => `${at}attn.to_${name}`)),
        out: linear(`${at}attn.to_out.0`),
        first: linear(`${at}ff.ff.0.0`),
        second: linear(`${at}ff.ff.2`),
      };
    }),
    output: storeLinear(data, matrix(`${ESTIMATOR}proj_out`), precise),
  };
}

/** @param cache type in which the streaming graph takes and gives keys and values; a whole one when absent */
export function flowStepGraph(
  weights: FlowStepWeights,
  shape: FlowShape,
  cache?: 'float32' | 'float16',
): Graph {
  const { width, melBins, blocks } = shape;
  const g = new Graph(cache ? 'flow_stream' : 'flow_step');
  const x = g.input('x', 'float32', ['n', melBins]);
  const base = g.input('base', 'float32', ['n', width]);
  const mod = g.input('mod', 'float32', [modulationRows(shape), width]);
  const dt = g.input('dt', 'float32', [1]);
  const guidance = g.input('guidance', 'float32', [1]);
  const memory = cache ? streamMemory(g, shape, cache) : wholeMemory(shape);

  const projected = weights.input(g, x);
  const halves = [g.add(projected, base), g.add(projected, g.stored(weights.inputBias))];
  let residual = g.concat(
    halves.map((half) => g.unsqueeze(half, 0)),
    0,
  );
  let branch = placed(g, residual, weights, shape, memory);
  const rotate = rotation(g, weights.inverseFrequencies, memory.position, g.size(x, 0));
  /** Adds a branch to the residual, norms the sum, and scales and shifts it by two rows of the table. */
  const addAndNorm = (scale: number, shift: number): Value => {
    const inputs = [branch, residual, g.row(mod, scale), g.row(mod, shift)];
    const [normed, sum] = g.some('SkipLayerNormalization', inputs, [0, 3], { epsilon: EPSILON });
    residual = sum!;
    return normed!;
  };
  weights.blocks.forEach(({ qkv, out, first, second }, i) => {
    const row = 6 * i;
    const { headWidth } = shape;
    const rest = width - headWidth;
    const wide = qkv(g, addAndNorm(row + 1, row));
    // only the first head is told the place of its frames
    const [q0, q1, k0, k1, v] = g.split(wide, [headWidth, rest, headWidth, rest, width], 2);
    const query = g.concat([rotate(q0!), q1!], 2);
    const key = g.concat([rotate(k0!), k1!], 2);
    branch = g.mul(out(g, memory.attend(g, i, query, key, v!)), g.row(mod, row + 2));

    const inner = g.op('Gelu', [first(g, addAndNorm(row + 4, row + 3))], { approximate: 'tanh' });
    branch = g.mul(second(g, inner), g.row(mod, row + 5));
  });
  const velocity = weights.output(g, addAndNorm(6 * blocks, 6 * blocks + 1));
  const [towards, away] = [g.row(velocity, 0), g.row(velocity, 1)];
  const guided = g.sub(g.mul(g.add(guidance, g.scalar(1)), towards), g.mul(guidance, away));
  g.output('x_next', 'float32', ['n', melBins], g.add(x, g.mul(dt, guided)));
  return g;
}

/** What a step knows of the frames before those it is given. */
interface Memory {
  /** Index of the first frame, an integer list of one; undefined for 0. */
  readonly position: Value | undefined;
  /** A causal convolution's input with what precedes it, and the padding that is left to do. */
  before(g: Graph, index: number, x: Value): { readonly x: Value; readonly pads: readonly number[] };
  attend(g: Graph, block: number, query: Value, key: Value, value: Value): Value;
}

/** Nothing precedes: convolutions begin with zeros, and every frame sees every other. */
function wholeMemory({ width, headWidth, kernel }: FlowShape): Memory {
  return {
    position: undefined,
    before: (_g, _index, x) => ({ x, pads: [kernel - 1, 0] }),
    attend: (g, _block, query, key, value) =>
      g.op('MultiHeadAttention', [query, key, value], { num_heads: width / headWidth }),
  };
}

const HALVES = ['c', 'u'] as const;

function streamMemory(g: Graph, { width, headWidth, kernel }: FlowShape, cache: ElementName): Memory {
  const position = g.input('position', 'int64', [1]);
  const bias = g.unsqueeze(g.input('bias', 'float32', ['n', 'p+n']), 0, 1);
  const kept = kernel - 1;
  const widen = (value: Value) => (cache === 'float32' ? value : g.op('Cast', [value], { to: 1 }));
  const narrow = (value: Value) => (cache === 'float32' ? value : g.op('Cast', [value], { to: 10 }));
  return {
    position,
    before: (_g, index, x) => {
      const state = g.input(`conv${index + 1}_state`, 'float32', [2, width, kept]);
      const all = g.concat([state, x], 2);
      const next = g.slice(all, g.integers([-kept]), g.integers([Number.MAX_SAFE_INTEGER]), 2);
      g.output(`conv${index + 1}_next`, 'float32', [2, width, kept], next);
      return { x: all, pads: [0, 0] };
    },
    attend: (_g, block, query, key, value) => {
      const cut = (all: Value) => g.split(all, [1, 1], 0);
      const [queries, fresh] = [cut(query), { k: cut(key), v: cut(value) }];
      const contexts = HALVES.map((half, h) => {
        const grown = (kind: 'k' | 'v') => {
          const name = `${kind}${half}_${block}`;
          const past = g.input(`past_${name}`, cache, [1, 'p', width]);
          g.output(`new_${name}`, cache, [1, 'n', width], narrow(fresh[kind][h]!));
          return g.concat([widen(past), fresh[kind][h]!], 1);
        };
        const inputs = [queries[h]!, grown('k'), grown('v'), NONE, NONE, bias];
        return g.op('MultiHeadAttention', inputs, { num_heads: width / headWidth });
      });
      return g.concat(contexts, 0);
    },
  };
}

/** Two grouped causal convolutions with Mish behind each: how a frame learns what is around it. [2,n,W] to the same. */
function placed(g: Graph, rows: Value, { place }: FlowStepWeights, shape: FlowShape, memory: Memory): Value {
  let x = g.transpose(rows, [0, 2, 1]);
  place.forEach(({ weight, bias }, i) => {
    const { x: preceded, pads } = memory.before(g, i, x);
    const convolved = g.op('Conv', [preceded, g.stored(weight), g.stored(bias)], {
      ...{ kernel_shape: [shape.kernel], pads, group: shape.groups },
    });
    x = mish(g, convolved);
  });
  return g.transpose(x, [0, 2, 1]);
}

/** y tanh(softplus(y)) by one exponential: many times faster than the operator. */
function mish(g: Graph, y: Value): Value {
  const e = g.op('Exp', [g.op('Min', [y, g.scalar(LARGEST_EXPONENT)])]);
  const w = g.mul(e, g.add(e, g.scalar(2)));
  return g.mul(y, g.op('Div', [w, g.add(w, g.scalar(2))]));
}

/** @returns what turns the pairs of one head [2,n,head] by the place of its frame */
function rotation(
  g: Graph,
  inverseFrequencies: readonly number[],
  position: Value | undefined,
  frames: Value,
): (head: Value) => Value {
  const from = position ?? g.integers([0]);
  const places = g.op('Cast', [g.range(from, g.add(from, frames))], { to: 1 });
  const angles = g.mul(g.unsqueeze(places, 1), g.floats(inverseFrequencies, [1, inverseFrequencies.length]));
  const [cos, sin] = [g.op('Cos', [angles]), g.op('Sin', [angles])];
  const index = g.unsqueeze(g.range(g.integers([0]), frames), 0);
  const ids = g.concat([index, index], 0);
  return (head) => g.op('RotaryEmbedding', [head, ids, cos, sin], { num_heads: 1, interleaved: 1 });
}

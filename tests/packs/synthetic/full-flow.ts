import { rotary } from './full-language-model';
import { GraphWriter, type Value } from './graph-writer';
import { linear, type WeightFile } from './weight-file';
import { Weights } from './weights';

/** The diffusion transformer as it is exported: 22 layers of width 1024, 16 heads, conditions by adaptive norms. */
const MEL = 80;
const WIDTH = 1024;
const LAYERS = 22;
const HEADS = 16;
const HEAD = 64;
const INNER = 2048;
const CLOCK = 256;
const POSITION_KERNEL = 31;
const POSITION_GROUPS = 16;

/** 1.32 GB, most of it in `file`. */
export function fullEstimatorGraph(file: WeightFile): Uint8Array {
  const g = new GraphWriter('flow_estimator', 18);
  const small = new Weights(2);
  const x = g.input('x', 'float32', [2, MEL, 'L']);
  const mask = g.input('mask', 'float32', [2, 1, 'L']);
  const mu = g.input('mu', 'float32', [2, MEL, 'L']);
  const t = g.input('t', 'float32', [2]);
  const spks = g.input('spks', 'float32', [2, MEL]);
  const cond = g.input('cond', 'float32', [2, MEL, 'L']);

  const speaker = g.node('Mul', [g.node('Unsqueeze', [spks, g.integers([2])]), mask]);
  const all = g.node('Concat', [x, cond, mu, speaker], { axis: 1 });
  const rows = g.node('Transpose', [all], { perm: [0, 2, 1] });
  const projected = linear(g, rows, file.matrix(4 * MEL, WIDTH), small);
  let h = g.node('Add', [projected, convolvedPositions(g, projected, file)]);
  const clock = silu(g, timeEmbedding(g, t, file, small));
  const positions = g.node('Range', [
    g.asScalar(g.integers([0])),
    g.asScalar(g.axisSize(x, 2)),
    g.asScalar(g.integers([1])),
  ]);
  const turn = rotary(g, positions, 10_000);
  const bias = g.node('Unsqueeze', [
    g.node('Mul', [g.node('Sub', [mask, g.scalar(1)]), g.scalar(10_000)]),
    g.integers([1]),
  ]);
  for (let layer = 0; layer < LAYERS; layer++) {
    const [shift, scale, gate, innerShift, innerScale, innerGate] = modulation(g, clock, 6, file, small);
    const attended = attention(g, modulated(g, h, shift!, scale!), { turn, bias, file, small });
    h = g.node('Add', [h, g.node('Mul', [gate!, attended])]);
    const inner = linear(g, modulated(g, h, innerShift!, innerScale!), file.matrix(WIDTH, INNER), small);
    const out = linear(g, gelu(g, inner), file.matrix(INNER, WIDTH), small);
    h = g.node('Add', [h, g.node('Mul', [innerGate!, out])]);
  }
  const [scale, shift] = modulation(g, clock, 2, file, small);
  const velocity = linear(g, modulated(g, h, shift!, scale!), file.matrix(WIDTH, MEL), small);
  const columns = g.node('Mul', [g.node('Transpose', [velocity], { perm: [0, 2, 1] }), mask]);
  g.output('estimator_out', 'float32', [2, MEL, 'L'], columns);
  return g.encode();
}

function attention(
  g: GraphWriter,
  x: Value,
  { turn, bias, file, small }: { turn: (x: Value) => Value; bias: Value; file: WeightFile; small: Weights },
): Value {
  const byHead = () => {
    const wide = linear(g, x, file.matrix(WIDTH, WIDTH), small);
    const split = g.node('Reshape', [wide, g.integers([0, 0, HEADS, HEAD])]);
    return g.node('Transpose', [split], { perm: [0, 2, 1, 3] });
  };
  const [query, key, value] = [turn(byHead()), turn(byHead()), byHead()];
  const products = g.node('MatMul', [query, g.node('Transpose', [key], { perm: [0, 1, 3, 2] })]);
  const scores = g.node('Add', [g.node('Mul', [products, g.scalar(1 / Math.sqrt(HEAD))]), bias]);
  const context = g.node('MatMul', [g.node('Softmax', [scores], { axis: -1 }), value]);
  const rows = g.node('Reshape', [
    g.node('Transpose', [context], { perm: [0, 2, 1, 3] }),
    g.integers([0, 0, WIDTH]),
  ]);
  return linear(g, rows, file.matrix(WIDTH, WIDTH), small);
}

/** Two grouped causal convolutions with Mish between them. [2, L, 1024] to the same. */
function convolvedPositions(g: GraphWriter, rows: Value, file: WeightFile): Value {
  let h = g.node('Transpose', [rows], { perm: [0, 2, 1] });
  const perGroup = WIDTH / POSITION_GROUPS;
  for (let i = 0; i < 2; i++) {
    const kernel = file.tensor([WIDTH, perGroup, POSITION_KERNEL], 1 / Math.sqrt(perGroup * POSITION_KERNEL));
    const conv = g.node('Conv', [h, g.external(kernel)], {
      kernel_shape: [POSITION_KERNEL],
      pads: [POSITION_KERNEL - 1, 0],
      group: POSITION_GROUPS,
    });
    h = g.node('Mul', [conv, g.node('Tanh', [g.node('Softplus', [conv])])]);
  }
  return g.node('Transpose', [h], { perm: [0, 2, 1] });
}

function timeEmbedding(g: GraphWriter, t: Value, file: WeightFile, small: Weights): Value {
  const half = CLOCK / 2;
  const frequencies = Float32Array.from(
    { length: half },
    (_, i) => 1000 * Math.exp((-Math.log(10_000) * i) / (half - 1)),
  );
  const column = g.node('Unsqueeze', [t, g.integers([1])]);
  const angles = g.node('Mul', [column, g.floats(frequencies, [1, half])]);
  const waves = g.node('Concat', [g.node('Sin', [angles]), g.node('Cos', [angles])], { axis: 1 });
  const first = silu(g, linear(g, waves, file.matrix(CLOCK, WIDTH), small));
  return linear(g, first, file.matrix(WIDTH, WIDTH), small);
}

/** @returns `count` rows of 1024, each [2, 1, 1024] */
function modulation(g: GraphWriter, clock: Value, count: number, file: WeightFile, small: Weights): Value[] {
  const wide = linear(g, clock, file.matrix(WIDTH, count * WIDTH, 0.5), small);
  const rows = g.node('Unsqueeze', [wide, g.integers([1])]);
  return Array.from({ length: count }, (_, i) =>
    g.node('Slice', [rows, g.integers([i * WIDTH]), g.integers([(i + 1) * WIDTH]), g.integers([2])]),
  );
}

function modulated(g: GraphWriter, x: Value, shift: Value, scale: Value): Value {
  const ones = g.floats(new Float32Array(WIDTH).fill(1), [WIDTH]);
  const normed = g.node('LayerNormalization', [x, ones], { axis: -1, epsilon: { float: 1e-6 } });
  return g.node('Add', [g.node('Mul', [normed, g.node('Add', [scale, g.scalar(1)])]), shift]);
}

const silu = (g: GraphWriter, x: Value): Value => g.node('Mul', [x, g.node('Sigmoid', [x])]);

/** The tanh form, operator by operator. */
function gelu(g: GraphWriter, x: Value): Value {
  const cube = g.node('Mul', [g.node('Mul', [x, x]), x]);
  const inner = g.node('Add', [x, g.node('Mul', [cube, g.scalar(0.044715)])]);
  const bent = g.node('Tanh', [g.node('Mul', [inner, g.scalar(Math.sqrt(2 / Math.PI))])]);
  const half = g.node('Mul', [x, g.scalar(0.5)]);
  return g.node('Mul', [half, g.node('Add', [bent, g.scalar(1)])]);
}

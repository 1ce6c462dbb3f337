import { GraphWriter, type Value } from './graph-writer';
import type { WhichTypes } from './language-model-graphs';
import type { Weights } from './weights';

const MEL = 80;
const CODES = 6561;
const WIDTH = 16;

export function tokenEmbeddingGraph(weights: Weights, types: WhichTypes = 'published'): Uint8Array {
  const g = new GraphWriter('flow_token_embedding', 15);
  const token = g.node('Cast', [g.input('token', types === 'published' ? 'int64' : 'int32', ['b', 'n'])], {
    to: 7,
  });
  const bounded = g.node('Clip', [token, g.integers([0], []), g.integers([CODES - 1], [])]);
  const table = g.floats(weights.normal(CODES * MEL, 1), [CODES, MEL]);
  g.output('embedded', 'float32', ['b', 'n', MEL], g.node('Gather', [table, bounded]));
  return g.encode();
}

/** Three tokens of look-ahead, then a causal convolution, a residual, and every row twice: the real layer, narrow. */
export function preLookaheadGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('flow_pre_lookahead', 15);
  const tokens = g.input('token_embedded', 'float32', ['b', 'n', MEL]);
  const channels = g.node('Transpose', [tokens], { perm: [0, 2, 1] });
  const ahead = g.node('Pad', [channels, g.integers([0, 0, 0, 0, 0, 3])]);
  const first = convolution(g, weights, ahead, { from: MEL, to: WIDTH, kernel: 4, pads: [0, 0] });
  const bent = g.node('LeakyRelu', [first], { alpha: { float: 0.01 } });
  const behind = g.node('Pad', [bent, g.integers([0, 0, 2, 0, 0, 0])]);
  const second = convolution(g, weights, behind, { from: WIDTH, to: MEL, kernel: 3, pads: [0, 0] });
  const rows = g.node('Add', [g.node('Transpose', [second], { perm: [0, 2, 1] }), tokens]);
  const twice = g.node('Concat', [rows, rows], { axis: 2 });
  const h = g.node('Reshape', [twice, g.integers([0, -1, MEL])]);
  g.output('h', 'float32', ['b', '2n', MEL], h);
  return g.encode();
}

export function speakerProjectionGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('flow_speaker_projection', 15);
  const speaker = g.input('embedding', 'float32', ['b', 192]);
  const wide = g.node('MatMul', [speaker, g.floats(weights.matrix(192, MEL, 8), [192, MEL])]);
  const projected = g.node('Add', [wide, g.floats(weights.normal(MEL, 0.1), [MEL])]);
  g.output('projected', 'float32', ['b', MEL], projected);
  return g.encode();
}

/**
 * Two convolutions with a global mean between them, so that every frame depends on all others. The graph also watches
 * its caller: with a second half that is not zero, halves of x that differ, or a mask that is not all ones it answers NaN.
 */
export function estimatorGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('flow_estimator', 18);
  const x = g.input('x', 'float32', [2, MEL, 'L']);
  const mask = g.input('mask', 'float32', [2, 1, 'L']);
  const mu = g.input('mu', 'float32', [2, MEL, 'L']);
  const t = g.input('t', 'float32', [2]);
  const spks = g.input('spks', 'float32', [2, MEL]);
  const cond = g.input('cond', 'float32', [2, MEL, 'L']);

  const speaker = g.node('Mul', [g.node('Unsqueeze', [spks, g.integers([2])]), mask]);
  const all = g.node('Concat', [x, mu, speaker, cond], { axis: 1 });
  const first = convolution(g, weights, all, { from: 4 * MEL, to: WIDTH, kernel: 3, pads: [1, 1] });
  const clock = g.node('Sin', [
    g.node('Mul', [
      g.node('Unsqueeze', [t, g.integers([1, 2])]),
      g.floats(weights.normal(WIDTH, 3), [1, WIDTH, 1]),
    ]),
  ]);
  const timed = g.node('Tanh', [g.node('Add', [first, clock])]);
  const mean = g.node('ReduceMean', [timed, g.integers([2])], { keepdims: 1 });
  const spread = g.node('Add', [
    timed,
    convolution(g, weights, mean, { from: WIDTH, to: WIDTH, kernel: 1, pads: [0, 0] }),
  ]);
  const second = convolution(g, weights, spread, { from: WIDTH, to: MEL, kernel: 3, pads: [1, 1] });
  const velocity = g.node('Mul', [second, mask]);
  const watched = g.node('Add', [velocity, poison(g, { x, mask, mu, spks, cond })]);
  g.output('estimator_out', 'float32', [2, MEL, 'L'], watched);
  return g.encode();
}

/** 0, or NaN when the caller did not keep to the contract of classifier-free guidance. */
function poison(
  g: GraphWriter,
  { x, mask, mu, spks, cond }: Record<'x' | 'mask' | 'mu' | 'spks' | 'cond', Value>,
): Value {
  const half = (value: Value, index: number) =>
    g.node('Gather', [value, g.asScalar(g.integers([index]))], { axis: 0 });
  const size = (value: Value) => g.node('ReduceSum', [g.node('Abs', [value])], { keepdims: 0 });
  const faults = [
    ...[mu, spks, cond].map((value) => size(half(value, 1))),
    size(g.node('Sub', [half(x, 0), half(x, 1)])),
    size(g.node('Sub', [mask, g.scalar(1)])),
  ];
  const bad = g.node('Greater', [g.node('Sum', faults), g.scalar(0)]);
  return g.node('Where', [bad, g.scalar(NaN), g.scalar(0)]);
}

/** A 1-D convolution with random weights and a small random bias. */
export function convolution(
  g: GraphWriter,
  weights: Weights,
  input: Value,
  size: { from: number; to: number; kernel: number; pads: [number, number]; gain?: number },
): Value {
  const kernel = weights.matrix(size.from * size.kernel, size.to, size.gain ?? 1);
  return g.node(
    'Conv',
    [
      input,
      g.floats(kernel, [size.to, size.from, size.kernel]),
      g.floats(weights.normal(size.to, 0.1), [size.to]),
    ],
    { kernel_shape: [size.kernel], pads: size.pads },
  );
}

import type { DataFile } from '../onnx/data-file';
import { Graph } from '../onnx/graph';
import { ESTIMATOR, type FlowShape } from '../weights/flow-weights';
import type { PartWeights } from '../weights/part-weights';
import { transposed } from '../packing/columns';

/** Guards the speaker's norm against zero, as PyTorch does. */
const SMALLEST_NORM = 1e-12;
const SLOPE = 0.01;

/**
 * What the flow is told once for all steps.
 *
 *   tokens [n] ─► table ─► look ahead (k 4) ─► leaky ─► causal (k 3) ─► + ─► each row twice ─► mu [frames,80]
 *   speaker [192] ─► / norm ─► projection ─► spks [1,80]
 *   cond, mu, spks ─► their columns of the input layer ─► base [frames, width]
 *
 * `look_pad` is 3 at the end of the speech (zeros follow), else 0: the last 3 tokens are then only looked at.
 */
export function writeFlowEncoder(
  data: DataFile,
  weights: PartWeights,
  shape: FlowShape,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  const g = new Graph('flow_encoder');
  const { melBins, speaker: speakerWidth, width, lookAhead, codes } = shape;
  const stored = (name: string) => g.stored(data.floats(weights.read(name), weights.shape(name)));
  const turned = (values: Float32Array, outputs: number, inputs: number) =>
    g.stored(data.floats(transposed(values, outputs, inputs), [inputs, outputs]));
  const tokens = g.input('tokens', 'int64', ['n']);
  const lookPad = g.input('look_pad', 'int64', [1]);
  const speaker = g.input('speaker', 'float32', [speakerWidth]);
  const cond = g.input('cond', 'float32', ['frames', melBins]);

  const table = g.stored(data.floats(weights.read('input_embedding.weight'), [codes, melBins]));
  const embedded = g.op('Gather', [table, tokens]);
  const channels = g.unsqueeze(g.transpose(embedded, [1, 0]), 0);
  const padded = g.op('Pad', [channels, g.concat([g.integers([0, 0, 0, 0, 0]), lookPad], 0)]);
  const look = 'pre_lookahead_layer.conv';
  const ahead = g.op('Conv', [padded, stored(`${look}1.weight`), stored(`${look}1.bias`)], {
    kernel_shape: [lookAhead + 1],
  });
  const bent = g.op('LeakyRelu', [ahead], { alpha: { float: SLOPE } });
  const [, , kernel] = weights.shape(`${look}2.weight`) as [number, number, number];
  const causal = g.op('Conv', [bent, stored(`${look}2.weight`), stored(`${look}2.bias`)], {
    kernel_shape: [kernel],
    pads: [kernel - 1, 0],
  });
  const seen = g.transpose(g.squeeze(causal, 0), [1, 0]);
  const residual = g.slice(embedded, g.integers([0]), g.size(seen, 0), 0);
  const rows = g.unsqueeze(g.add(seen, residual), 1);
  const mu = g.reshape(g.op('Expand', [rows, g.integers([1, 2, 1])]), [-1, melBins]);

  const norm = g.op('ReduceL2', [speaker, g.integers([0])], { keepdims: 1 });
  const unit = g.op('Div', [speaker, g.op('Max', [norm, g.floats([SMALLEST_NORM])])]);
  const affine = turned(weights.read('spk_embed_affine_layer.weight'), melBins, speakerWidth);
  const projected = g.add(g.matmul(g.unsqueeze(unit, 0), affine), stored('spk_embed_affine_layer.bias'));

  // columns of the input layer: x, cond, mu, spks
  const columns = inputColumns(weights, shape);
  const through = (x: string, which: number) => g.matmul(x, turned(columns[which]!, width, melBins));
  const constant = g.add(through(projected, 3), stored(`${ESTIMATOR}input_embed.proj.bias`));
  const base = g.add(g.add(through(cond, 1), through(mu, 2)), constant);
  g.output('base', 'float32', ['frames', width], base);
  g.output('mu', 'float32', ['frames', melBins], mu);
  g.output('spks', 'float32', [1, melBins], projected);
  return g.encode(about);
}

/** The input layer's weight [width, 4 bins], cut into what multiplies x, cond, mu and spks: [width, bins] each. */
export function inputColumns(weights: PartWeights, { width, melBins }: FlowShape): Float32Array[] {
  const whole = weights.read(`${ESTIMATOR}input_embed.proj.weight`);
  return Array.from({ length: 4 }, (_, which) =>
    Float32Array.from({ length: width * melBins }, (_each, i) => {
      const [row, column] = [Math.floor(i / melBins), i % melBins];
      return whole[row * 4 * melBins + which * melBins + column]!;
    }),
  );
}

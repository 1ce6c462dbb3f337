import type { DataFile } from '../onnx/data-file';
import { Graph, type Value } from '../onnx/graph';
import { transposed } from '../packing/columns';
import { BLOCKS_PER_STAGE, PAIRS, PITCH_LAYERS, readConvolution, STAGES } from '../weights/hift-weights';
import type { PartWeights } from '../weights/part-weights';

const MEL_BINS = 80;
/** Rows of the source's spectrum: 9 real, 9 imaginary. */
const SPECTRUM_ROWS = 18;
const UPSAMPLING = [8, 5, 3] as const;
/** Of the convolutions that bring the source's spectrum to each stage. */
const SOURCE_STRIDES = [15, 3, 1] as const;
const DILATIONS = [1, 3, 5] as const;
const SLOPE = { float: 0.1 };
const LAST_SLOPE = { float: 0.01 };
const SNAKE_GUARD = 1e-9;

/** A graph whose convolutions look back only; what precedes the first frame is zeros. */
class VocoderGraph extends Graph {
  constructor(
    name: string,
    readonly data: DataFile,
    readonly weights: PartWeights,
  ) {
    super(name);
  }

  vector(name: string): Value {
    return this.stored(this.data.floats(this.weights.read(name), this.weights.shape(name)));
  }

  conv(x: Value, name: string, how: { dilation?: number; stride?: number; left?: number } = {}): Value {
    const { weight, bias, dims } = readConvolution(this.weights, name);
    const kernel = dims[2]!;
    const { dilation = 1, stride = 1, left = (kernel - 1) * dilation } = how;
    const stored = [this.data.floats(weight, dims), this.data.floats(bias, [dims[0]!])];
    return this.op('Conv', [x, ...stored.map((each) => this.stored(each))], {
      ...{ kernel_shape: [kernel], dilations: [dilation], strides: [stride], pads: [left, 0] },
    });
  }

  /** Zeros behind the last column, as many as `count` says: an integer list of one. */
  padRight(x: Value, count: Value): Value {
    return this.op('Pad', [x, this.concat([this.integers([0, 0, 0, 0, 0]), count], 0)]);
  }
}

/**
 * Pitch: mel [1,80,T] ─► look ahead (k 4) ─► four causal convolutions ─► |.| ─► f0 [1, T - 3 + right].
 * `right` is 3 at the end of the speech, else 0: the last three columns are then only looked at.
 */
export function writePitch(
  data: DataFile,
  weights: PartWeights,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  const g = new VocoderGraph('voc_f0', data, weights);
  let x = g.padRight(g.input('mel', 'float32', [1, MEL_BINS, 'T']), g.input('right', 'int64', [1]));
  PITCH_LAYERS.forEach((name, i) => {
    x = g.op('Elu', [g.conv(x, name, i === 0 ? { left: 0 } : {})]);
  });
  const classifier = 'f0_predictor.classifier';
  const columns = weights.shape(`${classifier}.weight`)[1]!;
  const turned = data.floats(transposed(weights.read(`${classifier}.weight`), 1, columns), [columns, 1]);
  const rows = g.matmul(g.transpose(x, [0, 2, 1]), g.stored(turned));
  const f0 = g.op('Abs', [g.squeeze(g.add(rows, g.vector(`${classifier}.bias`)), 2)]);
  g.output('f0', 'float32', [1, 'frames'], f0);
  return g.encode(about);
}

/**
 * Waveform as a spectrum: mel ─► conv ─► three stages ─► magnitude, phase [1,9,120 T' + 1], T' = T - 4 + right.
 *
 *   stage:  leaky ─► repeat u times ─► conv ─► + source (conv, residual block) ─► mean of three residual blocks
 *
 * `right` is 4 at the end of the speech, else 0.
 */
export function writeDecoder(
  data: DataFile,
  weights: PartWeights,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  const g = new VocoderGraph('voc_decoder', data, weights);
  const mel = g.input('mel', 'float32', [1, MEL_BINS, 'T']);
  const right = g.input('right', 'int64', [1]);
  const source = g.input('source_stft', 'float32', [1, SPECTRUM_ROWS, 'columns']);
  let x = g.conv(g.padRight(mel, right), 'conv_pre', { left: 0 });
  for (let stage = 0; stage < STAGES; stage++) {
    x = g.conv(repeated(g, g.op('LeakyRelu', [x], { alpha: SLOPE }), UPSAMPLING[stage]!), `ups.${stage}`);
    // the spectrum has one column more than the signal has hops
    if (stage === STAGES - 1) x = g.op('Pad', [x, g.integers([0, 0, 1, 0, 0, 0])], { mode: 'reflect' });
    const stride = SOURCE_STRIDES[stage]!;
    const brought = g.conv(source, `source_downs.${stage}`, { stride, left: stride - 1 });
    x = g.add(x, residualBlock(g, brought, `source_resblocks.${stage}`));
    const blocks = Array.from({ length: BLOCKS_PER_STAGE }, (_, i) =>
      residualBlock(g, x, `resblocks.${BLOCKS_PER_STAGE * stage + i}`),
    );
    x = g.mul(g.op('Sum', blocks), g.scalar(1 / BLOCKS_PER_STAGE));
  }
  x = g.conv(g.op('LeakyRelu', [x], { alpha: LAST_SLOPE }), 'conv_post');
  const half = SPECTRUM_ROWS / 2;
  const [magnitude, phase] = g.split(x, [half, half], 1) as [Value, Value];
  g.output('magnitude', 'float32', [1, half, 'columns'], g.op('Exp', [magnitude]));
  g.output('phase', 'float32', [1, half, 'columns'], g.op('Sin', [phase]));
  return g.encode(about);
}

/** Every column `times` times. */
function repeated(g: Graph, x: Value, times: number): Value {
  return g.op('Resize', [x, '', g.floats([1, 1, times])], {
    ...{ mode: 'nearest', nearest_mode: 'floor', coordinate_transformation_mode: 'asymmetric' },
  });
}

function residualBlock(g: VocoderGraph, input: Value, name: string): Value {
  let x = input;
  for (let j = 0; j < PAIRS; j++) {
    const wide = g.conv(snake(g, x, `${name}.activations1.${j}`), `${name}.convs1.${j}`, {
      dilation: DILATIONS[j]!,
    });
    x = g.add(x, g.conv(snake(g, wide, `${name}.activations2.${j}`), `${name}.convs2.${j}`));
  }
  return x;
}

/** x + sin(a x)^2 / a, a number for each channel. */
function snake(g: VocoderGraph, x: Value, name: string): Value {
  const alpha = g.weights.read(`${name}.alpha`);
  const perChannel = (values: Float32Array) => g.stored(g.data.floats(values, [1, values.length, 1]));
  const wave = g.op('Sin', [g.mul(x, perChannel(alpha))]);
  const inverse = perChannel(alpha.map((value) => 1 / (value + SNAKE_GUARD)));
  return g.add(x, g.mul(g.mul(wave, wave), inverse));
}

import { GraphWriter, type Value } from './graph-writer';
import type { WeightFile } from './weight-file';

/** The decoder of the vocoder: 512 channels, up by 8, 5 and 3, three residual blocks and one for the source at each. */
const MEL = 80;
const BASE = 512;
const SPECTRUM = 18;
const BINS = 9;
const RESIDUAL_KERNELS = [3, 7, 11];
const DILATIONS = [1, 3, 5];

interface Level {
  readonly rate: number;
  readonly kernel: number;
  /** How the source spectrum comes down to this level's rate. */
  readonly source: { readonly kernel: number; readonly stride: number; readonly pad: number };
  readonly sourceResidual: number;
}

const levels: readonly Level[] = [
  { rate: 8, kernel: 16, source: { kernel: 30, stride: 15, pad: 7 }, sourceResidual: 7 },
  { rate: 5, kernel: 11, source: { kernel: 6, stride: 3, pad: 1 }, sourceResidual: 7 },
  { rate: 3, kernel: 7, source: { kernel: 1, stride: 1, pad: 0 }, sourceResidual: 11 },
];

interface Size {
  readonly from: number;
  readonly to: number;
  readonly kernel: number;
  readonly dilation?: number;
  readonly stride?: number;
  readonly pads: readonly [number, number];
  readonly gain?: number;
}

/** 70 MB and 33 GFLOP for a second of audio. */
export function fullDecoderGraph(file: WeightFile): Uint8Array {
  const g = new GraphWriter('voc_decoder', 15);
  const mel = g.input('mel', 'float32', ['b', MEL, 'T']);
  const spectrum = g.input('source_stft', 'float32', ['b', SPECTRUM, '120T+1']);
  let h = conv(g, file, mel, { from: MEL, to: BASE, kernel: 5, pads: [2, 2] });
  levels.forEach(({ rate, kernel, source, sourceResidual }, i) => {
    const from = BASE / 2 ** i;
    const to = from / 2;
    h = g.node('LeakyRelu', [h], { alpha: { float: 0.1 } });
    const pad = (kernel - rate) / 2;
    const up = file.tensor([from, to, kernel], Math.sqrt(rate / (from * kernel)));
    h = g.node('ConvTranspose', [h, g.external(up)], {
      kernel_shape: [kernel],
      strides: [rate],
      pads: [Math.floor(pad), Math.ceil(pad)],
    });
    // the last level has one frame more, as the centred spectrum does
    if (i === levels.length - 1) {
      h = g.node('Pad', [h, g.integers([0, 0, 1, 0, 0, 0])], { mode: 'reflect' });
    }
    const { stride, pad: sourcePad } = source;
    const down = conv(g, file, spectrum, {
      from: SPECTRUM,
      to,
      kernel: source.kernel,
      stride,
      pads: [sourcePad, sourcePad],
    });
    h = g.node('Add', [h, residual(g, file, down, to, sourceResidual)]);
    const blocks = RESIDUAL_KERNELS.map((width) => residual(g, file, h, to, width));
    h = g.node('Div', [g.node('Sum', blocks), g.scalar(blocks.length)]);
  });
  const bent = g.node('LeakyRelu', [h], { alpha: { float: 0.01 } });
  const narrow = BASE / 2 ** levels.length;
  const out = conv(g, file, bent, { from: narrow, to: SPECTRUM, kernel: 7, pads: [3, 3], gain: 0.3 });
  const rows = (from: number) =>
    g.node('Slice', [out, g.integers([from]), g.integers([from + BINS]), g.integers([1])]);
  g.output('magnitude', 'float32', ['b', BINS, '120T+1'], g.node('Exp', [rows(0)]));
  g.output('phase', 'float32', ['b', BINS, '120T+1'], g.node('Sin', [rows(BINS)]));
  return g.encode();
}

function residual(g: GraphWriter, file: WeightFile, input: Value, channels: number, kernel: number): Value {
  let h = input;
  for (const dilation of DILATIONS) {
    const reach = ((kernel - 1) * dilation) / 2;
    const near = (kernel - 1) / 2;
    const size = { from: channels, to: channels, kernel, gain: 0.5 };
    const wide = conv(g, file, snake(g, h, channels), { ...size, dilation, pads: [reach, reach] });
    const local = conv(g, file, snake(g, wide, channels), { ...size, pads: [near, near] });
    h = g.node('Add', [h, local]);
  }
  return h;
}

/** x + sin²(a x) / a, with one a for each channel. */
function snake(g: GraphWriter, x: Value, channels: number): Value {
  const a = g.floats(new Float32Array(channels).fill(1), [1, channels, 1]);
  const sine = g.node('Sin', [g.node('Mul', [x, a])]);
  return g.node('Add', [x, g.node('Div', [g.node('Mul', [sine, sine]), a])]);
}

function conv(
  g: GraphWriter,
  file: WeightFile,
  input: Value,
  { from, to, kernel, dilation = 1, stride = 1, pads, gain = 1 }: Size,
): Value {
  const weight = file.tensor([to, from, kernel], gain / Math.sqrt(from * kernel));
  return g.node('Conv', [input, g.external(weight)], {
    kernel_shape: [kernel],
    dilations: [dilation],
    strides: [stride],
    pads: [...pads],
  });
}

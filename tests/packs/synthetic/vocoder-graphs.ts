import { convolution } from './flow-graphs';
import { GraphWriter } from './graph-writer';
import type { Weights } from './weights';

const MEL = 80;
const HARMONICS = 9;
const SAMPLES_PER_FRAME = 480;
const SPECTRA_PER_FRAME = 120;
const BINS = 9;
const WIDTH = 8;
const NOISE_SAMPLES = 24_000;

/** Pitch of 0 to about 400 Hz, some frames under the 10 Hz that count as unvoiced. */
export function pitchGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('voc_f0', 15);
  const mel = g.input('mel', 'float32', ['b', MEL, 'T']);
  const line = convolution(g, weights, mel, { from: MEL, to: 1, kernel: 3, pads: [2, 0], gain: 120 });
  const f0 = g.node('Squeeze', [g.node('Abs', [line]), g.integers([1])]);
  g.output('f0', 'float32', ['b', 'T'], f0);
  return g.encode();
}

/** The real source generator with one second of noise, repeated, instead of 300. */
export function sourceGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('voc_source', 17);
  const f0 = g.input('f0', 'float32', ['b', 1, 'T']);
  const numbers = Float32Array.from({ length: HARMONICS }, (_, h) => (h + 1) / 24_000);
  const perSample = g.node('Mul', [f0, g.floats(numbers, [1, HARMONICS, 1])]);
  const cycles = g.node('Mod', [perSample, g.scalar(1)], { fmod: 1 });
  const sums = g.node('CumSum', [cycles, g.integers([2], [])]);
  const sines = g.node('Sin', [g.node('Mul', [sums, g.scalar(2 * Math.PI * SAMPLES_PER_FRAME)])]);
  const voiced = g.node('Cast', [g.node('Greater', [f0, g.scalar(10)])], { to: 1 });
  const tone = g.node('Mul', [g.node('Mul', [sines, g.scalar(0.1)]), voiced]);
  // 0.003 where voiced, 0.1 / 3 where not
  const amplitude = g.node('Add', [g.node('Mul', [voiced, g.scalar(0.003 - 0.1 / 3)]), g.scalar(0.1 / 3)]);

  const length = g.node('Mul', [g.axisSize(f0, 2), g.integers([SAMPLES_PER_FRAME])]);
  const [zero, one] = [0, 1].map((n) => g.asScalar(g.integers([n])));
  const clock = g.node('Mod', [
    g.node('Range', [zero!, g.asScalar(length), one!]),
    g.integers([NOISE_SAMPLES]),
  ]);
  const uniform = Float32Array.from({ length: HARMONICS * NOISE_SAMPLES }, () => weights.uniform());
  const noise = g.node('Gather', [g.floats(uniform, [HARMONICS, NOISE_SAMPLES]), clock], { axis: 1 });
  const hiss = g.node('Mul', [stretch(g, amplitude, 1, SAMPLES_PER_FRAME), noise]);
  const harmonics = g.node('Add', [stretch(g, tone, HARMONICS, SAMPLES_PER_FRAME), hiss]);
  const mixed = g.node('MatMul', [
    g.node('Transpose', [harmonics], { perm: [0, 2, 1] }),
    g.floats(weights.normal(HARMONICS, 0.5), [HARMONICS, 1]),
  ]);
  const source = g.node('Tanh', [g.node('Add', [mixed, g.floats(weights.normal(1, 0.05), [1])])]);
  g.output('source', 'float32', ['b', 1, '480T'], g.node('Transpose', [source], { perm: [0, 2, 1] }));
  return g.encode();
}

/** Mel and source spectrum to magnitude and phase; quiet where the mel is at its floor, as a trained decoder is. */
export function decoderGraph(weights: Weights): Uint8Array {
  const g = new GraphWriter('voc_decoder', 15);
  const mel = g.input('mel', 'float32', ['b', MEL, 'T']);
  const spectrum = g.input('source_stft', 'float32', ['b', 2 * BINS, '120T+1']);
  const frames = convolution(g, weights, mel, { from: MEL, to: WIDTH, kernel: 1, pads: [0, 0] });
  const energy = g.node('ReduceMean', [mel], { axes: [1], keepdims: 1 });
  const both = g.node('Concat', [g.node('Mul', [energy, g.scalar(0.3)]), frames], { axis: 1 });
  const fine = stretch(g, both, WIDTH + 1, SPECTRA_PER_FRAME);
  const padded = g.node('Pad', [fine, g.integers([0, 0, 0, 0, 0, 1])], { mode: 'edge' });
  const excited = convolution(g, weights, spectrum, {
    from: 2 * BINS,
    to: WIDTH,
    kernel: 1,
    pads: [0, 0],
    gain: 4,
  });
  const joined = g.node('Tanh', [g.node('Concat', [padded, excited], { axis: 1 })]);
  const kernel = weights.matrix((2 * WIDTH + 1) * 7, 2 * BINS, 2);
  const rowLength = (2 * WIDTH + 1) * 7;
  for (let bin = 0; bin < BINS; bin++) kernel[bin * rowLength + 3] = 3;
  const bias = weights.normal(2 * BINS, 0.1).map((value, row) => (row < BINS ? value - 2.5 : value));
  const out = g.node(
    'Conv',
    [joined, g.floats(kernel, [2 * BINS, 2 * WIDTH + 1, 7]), g.floats(bias, [2 * BINS])],
    { kernel_shape: [7], pads: [3, 3] },
  );
  const rows = (from: number) =>
    g.node('Slice', [out, g.integers([from]), g.integers([from + BINS]), g.integers([1])]);
  g.output('magnitude', 'float32', ['b', BINS, '120T+1'], g.node('Exp', [rows(0)]));
  g.output('phase', 'float32', ['b', BINS, '120T+1'], g.node('Sin', [rows(BINS)]));
  return g.encode();
}

/** Repeats every value along the last axis: [b, channels, T] to [b, channels, T x times]. */
function stretch(g: GraphWriter, value: string, channels: number, times: number): string {
  const spread = g.node('Expand', [
    g.node('Unsqueeze', [value, g.integers([3])]),
    g.integers([1, 1, 1, times]),
  ]);
  return g.node('Reshape', [spread, g.integers([0, channels, -1])]);
}

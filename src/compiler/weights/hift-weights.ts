import type { Dims, PartWeights } from './part-weights';

/** A convolution as a graph takes it: weight [out, in, kernel], its norm folded in. */
export interface Convolution {
  readonly weight: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
  readonly dims: Dims;
}

export const STAGES = 3;
/** Residual blocks that are averaged in each stage. */
export const BLOCKS_PER_STAGE = 3;
/** Pairs of convolutions in a residual block. */
export const PAIRS = 3;
/** Convolutions of the pitch predictor; between them in the list stand activations. */
export const PITCH_LAYERS = [0, 2, 4, 6, 8].map((i) => `f0_predictor.condnet.${i}`);

/** How a weight-normed convolution may be stored: magnitude and direction, of new or old PyTorch. */
const normedForms = [
  ['.parametrizations.weight.original0', '.parametrizations.weight.original1'],
  ['.weight_g', '.weight_v'],
] as const;

const directionOf = (weights: PartWeights, name: string): string =>
  normedForms.map(([, v]) => name + v).find((stored) => weights.has(stored)) ?? `${name}.weight`;

/** @returns weight dims [out, in, kernel] of a convolution, however it is stored */
export const convolutionDims = (weights: PartWeights, name: string): Dims =>
  weights.shape(directionOf(weights, name));

/** w = g v / |v| over all axes but the first, in float64; a plain weight is taken as it is. */
export function readConvolution(weights: PartWeights, name: string): Convolution {
  const direction = directionOf(weights, name);
  const weight = weights.read(direction);
  const dims = weights.shape(direction);
  const form = normedForms.find(([, v]) => direction === name + v);
  if (form) {
    const magnitudes = weights.read(name + form[0]);
    const perRow = weight.length / magnitudes.length;
    magnitudes.forEach((magnitude, row) => {
      const values = weight.subarray(row * perRow, (row + 1) * perRow);
      const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      for (let i = 0; i < perRow; i++) values[i] = (magnitude * values[i]!) / norm;
    });
  }
  return { weight, bias: weights.read(`${name}.bias`), dims };
}

/** Every convolution of the vocoder, in the order of its signal. */
export function hiftConvolutions(): string[] {
  const block = (name: string) =>
    [1, 2].flatMap((i) => Array.from({ length: PAIRS }, (_, j) => `${name}.convs${i}.${j}`));
  const stages = Array.from({ length: STAGES }, (_, s) => s);
  return [
    'conv_pre',
    ...stages.map((s) => `ups.${s}`),
    ...stages.map((s) => `source_downs.${s}`),
    ...stages.flatMap((s) => block(`source_resblocks.${s}`)),
    ...Array.from({ length: STAGES * BLOCKS_PER_STAGE }, (_, i) => block(`resblocks.${i}`)).flat(),
    'conv_post',
    ...PITCH_LAYERS,
  ];
}

/** Checks that all weights of the vocoder are there and nothing else is. @throws StudioError 'checkpoint-mismatch' */
export function checkHift(weights: PartWeights): void {
  const wanted = new Map<string, Dims>([
    ['m_source.l_linear.weight', [1, 9]],
    ['m_source.l_linear.bias', [1]],
    ['f0_predictor.classifier.weight', [1, convolutionDims(weights, PITCH_LAYERS.at(-1)!)[0]!]],
    ['f0_predictor.classifier.bias', [1]],
  ]);
  for (const name of hiftConvolutions()) {
    const direction = directionOf(weights, name);
    const dims = weights.shape(direction);
    const form = normedForms.find(([, v]) => direction === name + v);
    if (form) wanted.set(name + form[0], [dims[0]!, 1, 1]);
    if (dims.length !== 3) throw weights.mismatch([`${direction}: [${dims.join(', ')}]`]);
    wanted.set(direction, dims).set(`${name}.bias`, [dims[0]!]);
    const block = /^(.*)\.convs([12])\.(\d)$/.exec(name);
    if (block) wanted.set(`${block[1]!}.activations${block[2]!}.${block[3]!}.alpha`, [dims[1]!]);
  }
  const [, , kernel] = convolutionDims(weights, PITCH_LAYERS[0]!);
  // CosyVoice 2 has the same names, but does not look ahead
  if (kernel !== 4) throw weights.mismatch([`${PITCH_LAYERS[0]!} kernel: ${kernel ?? 0} ≠ 4`]);
  weights.check(wanted);
}

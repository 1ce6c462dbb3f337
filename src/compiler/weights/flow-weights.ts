import type { Dims, PartWeights } from './part-weights';

export interface FlowShape {
  readonly width: number;
  readonly blocks: number;
  readonly headWidth: number;
  /** Width inside a block's feed-forward network. */
  readonly inner: number;
  /** Width of the time embedding. */
  readonly clock: number;
  readonly codes: number;
  readonly melBins: number;
  readonly speaker: number;
  /** Channels of the look-ahead layer, and tokens that it looks ahead. */
  readonly lookWidth: number;
  readonly lookAhead: number;
  /** Groups and kernel of the two convolutions that tell frames their place. */
  readonly groups: number;
  readonly kernel: number;
}

export const ESTIMATOR = 'decoder.estimator.';
export const flowBlock = (i: number): string => `${ESTIMATOR}transformer_blocks.${i}.`;
const place = (i: number): string => `${ESTIMATOR}input_embed.conv_pos_embed.conv${i}.0`;
export const PLACE_CONVOLUTIONS = [place(1), place(2)] as const;
/** Kernel of the look-ahead layer's second convolution. */
const SECOND_LOOK = 3;

/** @throws StudioError 'checkpoint-mismatch' when names or shapes are not those of such a model */
export function flowShape(weights: PartWeights): FlowShape {
  const [melBins, width] = weights.shape(`${ESTIMATOR}proj_out.weight`) as [number, number];
  const [lookWidth, , lookKernel] = weights.shape('pre_lookahead_layer.conv1.weight') as number[];
  const [, perGroup, kernel] = weights.shape(`${place(1)}.weight`) as number[];
  const shape: FlowShape = {
    width,
    blocks: weights.countLayers(`${ESTIMATOR}transformer_blocks.`),
    headWidth: 2 * weights.shape(`${ESTIMATOR}rotary_embed.inv_freq`)[0]!,
    inner: weights.shape(`${flowBlock(0)}ff.ff.0.0.weight`)[0]!,
    clock: weights.shape(`${ESTIMATOR}time_embed.time_mlp.0.weight`)[1]!,
    codes: weights.shape('input_embedding.weight')[0]!,
    melBins,
    speaker: weights.shape('spk_embed_affine_layer.weight')[1]!,
    lookWidth: lookWidth!,
    lookAhead: lookKernel! - 1,
    groups: width / perGroup!,
    kernel: kernel!,
  };
  weights.check(flowTensors(shape));
  return shape;
}

function flowTensors(shape: FlowShape): Map<string, Dims> {
  const { width, blocks, inner, clock, codes, melBins, speaker, lookWidth, lookAhead, groups, kernel } =
    shape;
  const layer = (name: string, dims: Dims): [string, Dims][] => [
    [`${name}.weight`, dims],
    [`${name}.bias`, [dims[0]!]],
  ];
  const block = (at: string) => [
    ...layer(`${at}attn_norm.linear`, [6 * width, width]),
    ...['to_q', 'to_k', 'to_v', 'to_out.0'].flatMap((name) => layer(`${at}attn.${name}`, [width, width])),
    ...layer(`${at}ff.ff.0.0`, [inner, width]),
    ...layer(`${at}ff.ff.2`, [width, inner]),
  ];
  return new Map([
    ['input_embedding.weight', [codes, melBins]],
    ...layer('spk_embed_affine_layer', [melBins, speaker]),
    ...layer('pre_lookahead_layer.conv1', [lookWidth, melBins, lookAhead + 1]),
    ...layer('pre_lookahead_layer.conv2', [melBins, lookWidth, SECOND_LOOK]),
    ...layer(`${ESTIMATOR}time_embed.time_mlp.0`, [width, clock]),
    ...layer(`${ESTIMATOR}time_embed.time_mlp.2`, [width, width]),
    ...layer(`${ESTIMATOR}input_embed.proj`, [width, 4 * melBins]),
    ...PLACE_CONVOLUTIONS.flatMap((name) => layer(name, [width, width / groups, kernel])),
    [`${ESTIMATOR}rotary_embed.inv_freq`, [shape.headWidth / 2]],
    ...Array.from({ length: blocks }, (_, i) => block(flowBlock(i))).flat(),
    ...layer(`${ESTIMATOR}norm_out.linear`, [2 * width, width]),
    ...layer(`${ESTIMATOR}proj_out`, [melBins, width]),
  ]);
}

import type { FlowPrecision, LlmPrecision, Precisions, QuantisedPart } from '#contract/compiled-pack';
import type { LlmFormats } from '../graphs/llm';
import type { LinearFormat } from '../onnx/linear';

const blocks = (bits: 4 | 8, block: 32 | 128): LinearFormat => ({ kind: 'blocks', bits, block, accuracy: 4 });
const both = (format: LinearFormat): LlmFormats => ({ layers: format, head: format });

export const llmFormats: Readonly<Record<LlmPrecision, LlmFormats>> = {
  q8: both(blocks(8, 128)),
  // smaller blocks take most of the error of 8-bit activations away
  'q8-fine': both(blocks(8, 32)),
  // in 4 bits the head would lose too much
  q4: { layers: blocks(4, 128), head: blocks(8, 128) },
  fp32: both({ kind: 'float32' }),
};

export const flowFormats: Readonly<Record<FlowPrecision, LinearFormat>> = {
  int8: { kind: 'int8' },
  q8: blocks(8, 128),
  fp32: { kind: 'float32' },
};

/** Bytes that a weight takes, its share of the scales included. */
export function bytesPerWeight(format: LinearFormat): number {
  if (format.kind === 'float32') return 4;
  if (format.kind === 'int8') return 1;
  return format.bits / 8 + 4 / format.block;
}

/** What is tried after what, until a part is close enough to the original. Four bits are taken for what they are. */
const chains: {
  readonly [Part in QuantisedPart]: Readonly<Record<Precisions[Part], Precisions[Part] | undefined>>;
} = {
  llm: { q8: 'q8-fine', 'q8-fine': 'fp32', q4: undefined, fp32: undefined },
  flow: { int8: 'q8', q8: 'fp32', fp32: undefined },
};

/** @returns the same precisions with one part stored more exactly; undefined where nothing is to be tried */
export function moreExact(precisions: Precisions, part: QuantisedPart): Precisions | undefined {
  const next = part === 'llm' ? chains.llm[precisions.llm] : chains.flow[precisions.flow];
  return next === undefined ? undefined : { ...precisions, [part]: next };
}

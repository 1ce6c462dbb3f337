import type { LlmFormats } from '../graphs/llm';
import type { LinearFormat } from '../onnx/linear';
import type { FlowPrecision, LlmPrecision } from './messages';

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

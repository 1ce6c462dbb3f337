import { packBlocks, type BlockFormat } from '../packing/blocks';
import { packColumns, transposed } from '../packing/columns';
import type { DataFile, StoredWeight } from './data-file';
import { NONE, type Graph, type Value } from './graph';

/** How the weights of a linear layer are stored and multiplied. */
export type LinearFormat =
  | { readonly kind: 'float32' }
  /** MatMulNBits. Accuracy level 4 multiplies with activations in 8 bits, 0 in float32. */
  | ({ readonly kind: 'blocks'; readonly accuracy: 0 | 4 } & BlockFormat)
  /** DynamicQuantizeMatMul: weights in bytes, activations in 8 bits with one scale for all. */
  | { readonly kind: 'int8' };

/** A layer as a checkpoint has it: weight [outputs, inputs], one row for each output. */
export interface Matrix {
  readonly weight: Float32Array;
  readonly outputs: number;
  readonly inputs: number;
  readonly bias?: Float32Array | undefined;
}

/** A stored layer: [..., inputs] to [..., outputs] in whichever graph it is put. */
export type Linear = (g: Graph, x: Value) => Value;

/** The code of zero in unsigned bytes. */
const SIGN = 128;

/** Packs a layer and writes it, once for all graphs that use it. */
export function storeLinear(data: DataFile, matrix: Matrix, format: LinearFormat): Linear {
  const { weight, outputs, inputs, bias } = matrix;
  const storedBias = bias && data.floats(bias, [outputs]);
  const biasIn = (g: Graph): Value => (storedBias ? g.stored(storedBias) : NONE);
  if (format.kind === 'float32') {
    const stored = data.floats(transposed(weight, outputs, inputs), [inputs, outputs]);
    return (g, x) => {
      const product = g.matmul(x, g.stored(stored));
      return storedBias ? g.add(product, biasIn(g)) : product;
    };
  }
  if (format.kind === 'int8') {
    const { packed, scales } = packColumns(weight, outputs, inputs);
    // signed bytes overflow in processors without VNNI and give wrong answers there; around 128 they are exact everywhere
    const shifted = new Uint8Array(packed.buffer).map((byte) => byte ^ SIGN);
    const [b, scale] = [data.add('uint8', shifted, [inputs, outputs]), data.floats(scales, [outputs])];
    const zero = data.add('uint8', new Uint8Array(outputs).fill(SIGN), [outputs]);
    return (g, x) => {
      const weights = [b, scale, zero].map((each) => g.stored(each));
      return g.op('DynamicQuantizeMatMul', [x, ...weights, biasIn(g)]);
    };
  }
  const { bits, block, accuracy } = format;
  const { packed, scales } = packBlocks(weight, outputs, inputs, format);
  const blocks = Math.ceil(inputs / block);
  const stored: StoredWeight[] = [
    data.add('uint8', packed, [outputs, blocks, (block * bits) / 8]),
    data.floats(scales, [outputs * blocks]),
  ];
  const attributes = { K: inputs, N: outputs, bits, block_size: block, accuracy_level: accuracy };
  return (g, x) => {
    const weights = stored.map((each) => g.stored(each));
    return g.op('MatMulNBits', [x, ...weights, NONE, NONE, biasIn(g)], attributes);
  };
}

/** Layers that read the same input, as one: their rows stacked. */
export function stacked(matrices: readonly Matrix[]): Matrix {
  const { inputs } = matrices[0]!;
  const joined = (parts: readonly Float32Array[]) => {
    const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  const biases = matrices.flatMap(({ bias }) => (bias ? [bias] : []));
  return {
    weight: joined(matrices.map(({ weight }) => weight)),
    outputs: matrices.reduce((sum, { outputs }) => sum + outputs, 0),
    inputs,
    bias: biases.length === matrices.length ? joined(biases) : undefined,
  };
}

import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import packing from '../../../tests/golden/compiler/packing.json';
import {
  bytesOf,
  floatsOf,
  openGraphs,
  relativeError,
  testFolder,
} from '../../../tests/golden/compiler/tiny-model';
import { Graph } from '../onnx/graph';
import { storeLinear, type LinearFormat, type Matrix } from '../onnx/linear';
import { packBlocks } from './blocks';
import { packColumns } from './columns';
import { roundHalfEven } from './round';

const folder = testFolder();

test.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [-0.5, -0],
  [-1.5, -2],
  [-2.5, -2],
  [2.4999, 2],
  [126.5, 126],
])('%d rounds to %d', (value, rounded) => expect(roundHalfEven(value) - rounded).toBe(0));

/** One linear layer, run. */
async function product(
  name: string,
  matrix: Matrix,
  format: LinearFormat,
  x: Float32Array,
): Promise<Float32Array> {
  const { inputs, outputs } = matrix;
  const { layer } = await openGraphs(folder.path, name, (data) => {
    const g = new Graph('layer');
    const linear = storeLinear(data, matrix, format);
    g.output('y', 'float32', ['rows', outputs], linear(g, g.input('x', 'float32', ['rows', inputs])));
    return { layer: g.encode() };
  });
  const { y } = await layer.run({ x: new Tensor('float32', x, [x.length / inputs, inputs]) });
  return y!.data as Float32Array;
}

test.each(
  packing.matmul_nbits.map(
    (each) => [`${each.bits} bits, blocks of ${each.block}, ${each.kind}`, each] as const,
  ),
)('weights in %s are packed byte by byte, and their product is that of the weights', async (name, golden) => {
  const weight = floatsOf(golden.weight);
  const format = { bits: golden.bits as 4 | 8, block: golden.block as 32 | 128 };
  const { packed, scales } = packBlocks(weight, golden.N, golden.K, format);
  expect(packed).toEqual(bytesOf(golden.packed));
  expect(scales).toEqual(floatsOf(golden.scales));
  const matrix = { weight, outputs: golden.N, inputs: golden.K };
  const y = await product(name, matrix, { kind: 'blocks', accuracy: 0, ...format }, floatsOf(golden.input));
  expect(relativeError(y, floatsOf(golden.product))).toBeLessThan(1e-5);
});

test('weights in signed bytes have one scale for each output', async () => {
  const golden = packing.dynamic_quantize_matmul;
  const [outputs, inputs] = golden.weight.shape as [number, number];
  const matrix = { weight: floatsOf(golden.weight), outputs, inputs, bias: floatsOf(golden.bias) };
  const { packed, scales } = packColumns(matrix.weight, outputs, inputs);
  expect(new Uint8Array(packed.buffer)).toEqual(bytesOf(golden.B));
  expect(scales).toEqual(floatsOf(golden.scale));
  const y = await product('int8', matrix, { kind: 'int8' }, floatsOf(golden.input));
  expect(relativeError(y, floatsOf(golden.product))).toBeLessThan(1e-5);
});

test('a float32 layer is a product with its transposed weight', async () => {
  const matrix = {
    weight: Float32Array.of(1, 2, 3, 4, 5, 6),
    outputs: 2,
    inputs: 3,
    bias: Float32Array.of(10, 20),
  };
  const y = await product('float32', matrix, { kind: 'float32' }, Float32Array.of(1, 0, -1));
  expect([...y]).toEqual([8, 18]);
});

/** What an overflow of 16 bits would halve: every product as large as it can be. */
test.each([
  ['int8', { kind: 'int8' }],
  ['blocks', { kind: 'blocks', bits: 8, block: 128, accuracy: 4 }],
] as const)('the largest products of %s do not overflow on this processor', async (name, format) => {
  const [outputs, inputs] = [96, 256];
  for (const sign of [1, -1]) {
    const matrix = { weight: new Float32Array(outputs * inputs).fill(sign), outputs, inputs };
    const y = await product(`${name}${sign}`, matrix, format, new Float32Array(inputs).fill(1));
    for (const sum of y) expect(sum / (sign * inputs)).toBeCloseTo(1, 2);
  }
});

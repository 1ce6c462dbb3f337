/**
 * The graph that every provider is measured with: a stack of square matrix products, written as ONNX protobuf by hand.
 * The weight moves each column one place on, so the right answer is known exactly on any hardware and in any precision.
 */

const WIDTH = 512;
const ROWS = 256;
const LAYERS = 16;

/** Floating-point operations of one run. */
export const STANDARD_FLOPS = 2 * ROWS * WIDTH * WIDTH * LAYERS;

/** Input "x" and output "y" of shape [rows, width]; y[r][c] is x[r][c - shift], around the corner. */
export const standardShape = { rows: ROWS, width: WIDTH, shift: LAYERS } as const;

const FLOAT32 = 1;
const IR_VERSION = 8;
const OPSET = 13;

/** @returns the model file, about 1 MB */
export function standardGraph(): Buffer {
  const nodes = Array.from({ length: LAYERS }, (_, layer) => {
    const from = layer === 0 ? 'x' : `h${layer}`;
    const to = layer === LAYERS - 1 ? 'y' : `h${layer + 1}`;
    return nested(1, nested(1, from), nested(1, 'w'), nested(2, to), nested(4, 'MatMul'));
  });
  const graph = [
    ...nodes,
    nested(2, 'standard'),
    nested(
      5,
      ...[WIDTH, WIDTH].map((axis) => integer(1, axis)),
      integer(2, FLOAT32),
      nested(8, 'w'),
      nested(9, shift()),
    ),
    nested(11, tensorInfo('x')),
    nested(12, tensorInfo('y')),
  ];
  return Buffer.concat([integer(1, IR_VERSION), nested(8, integer(2, OPSET)), nested(7, ...graph)]);
}

/** A permutation: one 1 in each row. */
function shift(): Buffer {
  const weight = new Float32Array(WIDTH * WIDTH);
  for (let row = 0; row < WIDTH; row++) weight[row * WIDTH + ((row + 1) % WIDTH)] = 1;
  return Buffer.from(weight.buffer);
}

function tensorInfo(name: string): Buffer {
  const axes = [ROWS, WIDTH].map((axis) => nested(1, integer(1, axis)));
  const type = nested(1, integer(1, FLOAT32), nested(2, ...axes));
  return Buffer.concat([nested(1, name), nested(2, type)]);
}

/** A protobuf field that holds an integer. */
function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** A protobuf field that holds text, bytes or a message. */
function nested(field: number, ...content: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}

import { roundHalfEven } from './round';

export interface BlockFormat {
  readonly bits: 4 | 8;
  /** Weights that share a scale. */
  readonly block: 32 | 128;
}

export interface PackedBlocks {
  /** [rows, blocks, block bits / 8]; of two 4-bit weights in a byte, the first in its lower half. */
  readonly packed: Uint8Array<ArrayBuffer>;
  /** [rows, blocks]. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/**
 * Weights in blocks along a row, symmetric around the middle code: input B of MatMulNBits, bit by bit as ONNX Runtime's
 * own quantiser packs it.
 * @param weight [rows, columns], one row for each output
 */
export function packBlocks(
  weight: Float32Array,
  rows: number,
  columns: number,
  { bits, block }: BlockFormat,
): PackedBlocks {
  const blocks = Math.ceil(columns / block);
  const blockBytes = (block * bits) / 8;
  const zero = 2 ** (bits - 1);
  const packed = new Uint8Array(rows * blocks * blockBytes);
  const scales = new Float32Array(rows * blocks);
  for (let row = 0; row < rows; row++) {
    for (let b = 0; b < blocks; b++) {
      const from = row * columns + b * block;
      const count = Math.min(block, columns - b * block);
      const scale = Math.fround(extreme(weight, from, count) / -zero) || 1;
      const at = row * blocks + b;
      scales[at] = scale;
      // a block that the row does not fill is zeros
      for (let i = 0; i < block; i++) {
        const value = i < count ? weight[from + i]! : 0;
        const code = roundHalfEven(Math.fround(value / scale)) + zero;
        const clamped = code < 0 ? 0 : code > 2 * zero - 1 ? 2 * zero - 1 : code;
        if (bits === 8) packed[at * blockBytes + i] = clamped;
        else packed[at * blockBytes + (i >> 1)]! |= i % 2 === 0 ? clamped : clamped << 4;
      }
    }
  }
  return { packed, scales };
}

/** The value that is largest in size, with its sign; the first of equals. */
function extreme(values: Float32Array, from: number, count: number): number {
  let found = values[from]!;
  for (let i = from + 1; i < from + count; i++) {
    if (Math.abs(values[i]!) > Math.abs(found)) found = values[i]!;
  }
  return found;
}

import { roundHalfEven } from './round';

const LARGEST = 127;
/** Rows that are turned at a time: they fit into a processor's cache. */
const TILE = 32;

export interface PackedColumns {
  /** [columns, rows]: the operator wants outputs side by side. */
  readonly packed: Int8Array<ArrayBuffer>;
  /** One for each output. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/**
 * Signed bytes with one scale for each output: input B of DynamicQuantizeMatMul.
 * @param weight [rows, columns], one row for each output
 */
export function packColumns(weight: Float32Array, rows: number, columns: number): PackedColumns {
  const scales = new Float32Array(rows);
  const packed = new Int8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++)
      largest = Math.max(largest, Math.abs(weight[i]!));
    scales[row] = Math.fround(largest / LARGEST) || 1;
  }
  turn(rows, columns, (from, to, row) => {
    const code = roundHalfEven(Math.fround(weight[from]! / scales[row]!));
    packed[to] = Math.max(-LARGEST, Math.min(LARGEST, code));
  });
  return { packed, scales };
}

/** [rows, columns] to [columns, rows]. */
export function transposed(weight: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(weight.length);
  turn(rows, columns, (from, to) => (turned[to] = weight[from]!));
  return turned;
}

/** Visits every element tile by tile: index before, index after, and row before. */
function turn(rows: number, columns: number, visit: (from: number, to: number, row: number) => void): void {
  for (let firstRow = 0; firstRow < rows; firstRow += TILE) {
    const lastRow = Math.min(firstRow + TILE, rows);
    for (let column = 0; column < columns; column++) {
      for (let row = firstRow; row < lastRow; row++) visit(row * columns + column, column * rows + row, row);
    }
  }
}

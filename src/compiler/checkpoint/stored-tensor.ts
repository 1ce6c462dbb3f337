import { float16ToNumber } from '#contract/float16';
import { checkpointError } from './faults';
import type { RandomAccessFile } from './random-access-file';

type Widen = (bytes: Uint8Array<ArrayBuffer>) => Float32Array | ArrayLike<number>;

/** Element types that are read: their size, and how their bytes become numbers. All but float64 and int64 exactly. */
const elementTypes = {
  float32: { bytes: 4, widen: ({ buffer }) => new Float32Array(buffer) },
  float16: { bytes: 2, widen: ({ buffer }) => Float32Array.from(new Uint16Array(buffer), float16ToNumber) },
  bfloat16: { bytes: 2, widen: widenBfloat16 },
  float64: { bytes: 8, widen: ({ buffer }) => new Float64Array(buffer) },
  int64: { bytes: 8, widen: ({ buffer }) => Float64Array.from(new BigInt64Array(buffer), Number) },
  int32: { bytes: 4, widen: ({ buffer }) => new Int32Array(buffer) },
  int16: { bytes: 2, widen: ({ buffer }) => new Int16Array(buffer) },
  int8: { bytes: 1, widen: ({ buffer }) => new Int8Array(buffer) },
  uint8: { bytes: 1, widen: (bytes) => bytes },
  bool: { bytes: 1, widen: (bytes) => bytes },
} satisfies Record<string, { bytes: number; widen: Widen }>;

export type ElementType = keyof typeof elementTypes;

export const bytesOf = (dtype: ElementType): number => elementTypes[dtype].bytes;

/** Half of a float32: its upper 16 bits. */
function widenBfloat16({ buffer }: Uint8Array<ArrayBuffer>): Float32Array {
  return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer);
}

/** A weight in a checkpoint: where it lies, not what it holds. Tied weights share their bytes. */
export interface StoredTensor {
  readonly file: RandomAccessFile;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  /** Elements from one index of each axis to the next; a view may be transposed, or a window. */
  readonly strides: readonly number[];
  /** Byte in the file at which element (0, …, 0) lies. */
  readonly offset: number;
}

export const countOf = (shape: readonly number[]): number => shape.reduce((all, axis) => all * axis, 1);

/** Elements from the first to the last one, both counted; 0 for an empty tensor. */
export function spanOf(shape: readonly number[], strides: readonly number[]): number {
  if (countOf(shape) === 0) return 0;
  return 1 + shape.reduce((sum, axis, i) => sum + (axis - 1) * strides[i]!, 0);
}

/** Strides of a tensor whose rows follow each other. */
export function contiguous(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * shape[i + 1]!;
  return strides;
}

/**
 * @param rows of the first axis, [from, to); all when absent
 * @returns the numbers as float32, row by row
 * @throws StudioError 'checkpoint-unreadable' when a value is infinite or no number, or the file ends early
 */
export function readFloats(
  tensor: StoredTensor,
  rows?: readonly [number, number],
): Float32Array<ArrayBuffer> {
  const { file, dtype, strides } = tensor;
  const [from, to] = rows ?? [0, tensor.shape[0] ?? 1];
  const shape = tensor.shape.length === 0 ? [] : [to - from, ...tensor.shape.slice(1)];
  const span = spanOf(shape, strides);
  const offset = tensor.offset + from * (strides[0] ?? 0) * bytesOf(dtype);
  const stored = elementTypes[dtype].widen(file.read(offset, span * bytesOf(dtype)));
  const dense = span === countOf(shape) && isContiguous(shape, strides);
  const floats = dense
    ? stored instanceof Float32Array
      ? (stored as Float32Array<ArrayBuffer>)
      : Float32Array.from(stored)
    : gather(stored, shape, strides);
  const wrong = floats.findIndex((value) => value - value !== 0);
  if (wrong < 0) return floats;
  throw checkpointError(file.path, 'malformed', { weight: String(floats[wrong]) });
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  const expected = contiguous(shape);
  return shape.every((axis, i) => axis === 1 || strides[i] === expected[i]);
}

function gather(
  stored: ArrayLike<number>,
  shape: readonly number[],
  strides: readonly number[],
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(countOf(shape));
  const index = shape.map(() => 0);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = stored[at]!;
    // the next index, the last axis first
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return values;
}

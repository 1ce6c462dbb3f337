import { Tensor } from 'onnxruntime-node';
import { StudioError } from '#contract/errors';
import { float16ToFloat32 } from '#contract/float16';

export type Tensors = Readonly<Record<string, Tensor>>;

type Dims = readonly number[];

export const float32Tensor = (data: Float32Array, dims: Dims): Tensor => new Tensor('float32', data, dims);
const int32Tensor = (values: readonly number[], dims: Dims): Tensor =>
  new Tensor('int32', Int32Array.from(values), dims);
export const int64Tensor = (values: ArrayLike<number>, dims: Dims): Tensor =>
  new Tensor('int64', BigInt64Array.from(Array.from(values, BigInt)), dims);

/** Whole numbers as the graph declares them: exporters differ in the width of ids and lengths, and in masks. */
export function numbersTensor(dtype: string, values: ArrayLike<number>, dims: Dims): Tensor {
  if (dtype === 'int64') return int64Tensor(values, dims);
  if (dtype === 'int32') return int32Tensor(Array.from(values), dims);
  return float32Tensor(values instanceof Float32Array ? values : Float32Array.from(values), dims);
}

/** @returns the tensor's numbers as float32; half precision is widened. @throws StudioError 'pack-tensor-mismatch' */
export function floatsOf(tensor: Tensor, role: string): Float32Array<ArrayBuffer> {
  const data: unknown = tensor.data;
  if (data instanceof Float32Array) return data as Float32Array<ArrayBuffer>;
  if (tensor.type === 'float16' && ArrayBuffer.isView(data)) return float16ToFloat32(data);
  throw new StudioError('pack-tensor-mismatch', { role, expected: 'float32', found: tensor.type });
}

/** @returns ids of an int32 or int64 tensor. @throws StudioError 'pack-tensor-mismatch' for anything else */
export function idsOf(tensor: Tensor, role: string): Int32Array<ArrayBuffer> {
  const data: unknown = tensor.data;
  if (data instanceof Int32Array) return Int32Array.from(data);
  if (data instanceof BigInt64Array) return Int32Array.from(data, Number);
  throw new StudioError('pack-tensor-mismatch', { role, expected: 'int32|int64', found: tensor.type });
}

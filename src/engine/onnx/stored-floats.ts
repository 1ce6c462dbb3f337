import { StudioError } from '#contract/errors';
import type { StoredTensor } from './model-file';
import { FileBytes } from './protobuf';

/** @returns the values of a small float32 weight. @throws StudioError 'pack-file-corrupt' when its bytes are elsewhere */
export function readStoredFloats(tensor: StoredTensor): Float32Array {
  const count = tensor.dims.reduce((product, axis) => product * axis, 1);
  const { bytes } = tensor;
  if (bytes?.length !== 4 * count) {
    throw new StudioError('pack-file-corrupt', { tensor: tensor.name, count });
  }
  const file = new FileBytes(bytes.path);
  try {
    const body = file.read({ start: bytes.offset, end: bytes.offset + bytes.length });
    return new Float32Array(body.buffer, body.byteOffset, count);
  } finally {
    file.close();
  }
}

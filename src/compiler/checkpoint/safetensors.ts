import { z } from 'zod';
import type { ErrorValues } from '#contract/errors';
import { checkpointError } from './faults';
import type { RandomAccessFile } from './random-access-file';
import { bytesOf, contiguous, countOf, type ElementType, type StoredTensor } from './stored-tensor';

const LENGTH_BYTES = 8;
const LARGEST_HEADER_BYTES = 100_000_000;

const elementTypes: Readonly<Record<string, ElementType>> = {
  ...{ F32: 'float32', F16: 'float16', BF16: 'bfloat16', F64: 'float64', BOOL: 'bool' },
  ...{ I64: 'int64', I32: 'int32', I16: 'int16', I8: 'int8', U8: 'uint8' },
};

const indexSchema = z.number().int().min(0);
const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(indexSchema),
    data_offsets: z.tuple([indexSchema, indexSchema]),
  }),
);

/**
 * The tensors of a safetensors file: a length, a JSON header, then the bytes of one after the other.
 * @throws StudioError 'checkpoint-unreadable', 'checkpoint-unsupported'
 */
export function openSafetensors(file: RandomAccessFile): Map<string, StoredTensor> {
  const headerBytes = Number(new DataView(file.read(0, LENGTH_BYTES).buffer).getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > LARGEST_HEADER_BYTES || dataStart > file.size) {
    throw malformed(file, { headerBytes });
  }
  const header = parseHeader(file, file.read(LENGTH_BYTES, headerBytes));
  let end = 0;
  const tensors = new Map<string, StoredTensor>();
  // in the order of their bytes, each must begin where no other one lies
  for (const [name, entry] of header.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])) {
    const { shape } = entry;
    const [from, to] = entry.data_offsets;
    const dtype = elementTypes[entry.dtype];
    if (dtype === undefined) throw checkpointError(file.path, 'storage-type', { kind: entry.dtype, name });
    if (to - from !== countOf(shape) * bytesOf(dtype) || from < end || dataStart + to > file.size) {
      throw malformed(file, { name, at: dataStart + from });
    }
    end = to;
    tensors.set(name, { file, dtype, shape, strides: contiguous(shape), offset: dataStart + from });
  }
  return tensors;
}

function parseHeader(
  file: RandomAccessFile,
  bytes: Uint8Array,
): [string, z.output<typeof headerSchema>[string]][] {
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<
      string,
      unknown
    >;
    delete json.__metadata__;
    return Object.entries(headerSchema.parse(json));
  } catch (thrown) {
    throw malformed(file, {}, thrown);
  }
}

const malformed = (file: RandomAccessFile, found: ErrorValues, cause?: unknown) =>
  checkpointError(file.path, 'malformed', found, cause);

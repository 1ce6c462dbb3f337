import { checkpointError } from './faults';
import { MalformedPickle, readPickle } from './pickle';
import type { RandomAccessFile } from './random-access-file';
import { listEntries, locate, type ZipEntry } from './stored-entries';
import { bytesOf, countOf, spanOf, type StoredTensor } from './stored-tensor';
import type { TorchTensor } from './torch-values';
import { TorchMeaning } from './torch-values';

const LARGEST_PICKLE_BYTES = 64 << 20;
const LARGEST_REPEAT_BYTES = 1 << 20;

/** What a PyTorch file holds: the pickled value, its tensors located but not read. */
export interface TorchFile {
  readonly root: unknown;
  /** @returns where a tensor's numbers lie. @throws StudioError 'checkpoint-unreadable', 'checkpoint-unsupported' */
  readonly tensor: (value: TorchTensor) => StoredTensor;
  /** Globals that a full unpickler would have called; here they did nothing. */
  readonly ignoredGlobals: readonly string[];
}

/**
 * Opens a file of torch.save (1.6 or later): a zip of stored entries, `STEM/data.pkl` and one entry a storage.
 * @throws StudioError 'checkpoint-unreadable', 'checkpoint-unsupported' with the fault as its `why`
 */
export function openTorchFile(file: RandomAccessFile): TorchFile {
  const entries = listEntries(file);
  const stem = stemOf(file, entries);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const bytesOfEntry = (name: string): Uint8Array<ArrayBuffer> | undefined => {
    const entry = byName.get(stem + name);
    if (!entry) return undefined;
    const { offset, length } = locate(file, entry);
    if (length > LARGEST_PICKLE_BYTES)
      throw checkpointError(file.path, 'malformed', { name, entryBytes: length });
    return file.read(offset, length);
  };
  // its code is compressed, which must not be what is said about it
  if (entries.some(({ name }) => /^(code\/|constants\.pkl$)/.test(name.slice(stem.length)))) {
    throw checkpointError(file.path, 'torchscript');
  }
  const order = bytesOfEntry('byteorder');
  if (order && new TextDecoder().decode(order) !== 'little') {
    throw checkpointError(file.path, 'big-endian');
  }
  const meaning = new TorchMeaning();
  const root = unpickled(file, bytesOfEntry('data.pkl')!, meaning);
  return {
    root,
    tensor: (value) => located(file, value, byName.get(`${stem}data/${value.storage.key}`)),
    ignoredGlobals: [...meaning.ignored],
  };
}

/** The folder inside the archive: the file's name when it was saved, or `archive`. */
function stemOf(file: RandomAccessFile, entries: readonly ZipEntry[]): string {
  const pickle = entries.find(({ name }) => /^([^/]+\/)?data\.pkl$/.test(name));
  if (pickle) return pickle.name.slice(0, -'data.pkl'.length);
  throw checkpointError(file.path, 'not-a-checkpoint');
}

function unpickled(file: RandomAccessFile, bytes: Uint8Array, meaning: TorchMeaning): unknown {
  try {
    return readPickle(bytes, meaning);
  } catch (thrown) {
    if (!(thrown instanceof MalformedPickle)) throw thrown;
    throw checkpointError(file.path, 'malformed', { name: 'data.pkl' }, thrown);
  }
}

function located(file: RandomAccessFile, tensor: TorchTensor, entry: ZipEntry | undefined): StoredTensor {
  const { storage, shape, strides } = tensor;
  const { dtype, kind, key } = storage;
  if (dtype === undefined) throw checkpointError(file.path, 'storage-type', { kind });
  if (!entry) throw checkpointError(file.path, 'storage-missing', { key });
  const { offset, length } = locate(file, entry);
  const size = bytesOf(dtype);
  const first = tensor.offset * size;
  // a view that repeats its numbers may claim any size: a small one is let through
  const repeats = countOf(shape) * size > Math.max(length, LARGEST_REPEAT_BYTES);
  if (first + spanOf(shape, strides) * size > length || repeats) {
    throw checkpointError(file.path, 'storage-too-short', { key, storedBytes: length });
  }
  return { file, dtype, shape, strides, offset: offset + first };
}

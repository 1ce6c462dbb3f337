import { statSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { checkpointError } from './faults';
import { RandomAccessFile } from './random-access-file';
import { openSafetensors } from './safetensors';
import { plainNames, stateDictOf, type StateDict } from './state-dict';
import { openTorchFile } from './torch-file';

/** An open file of weights: its tensors are located, none is read yet. */
export interface Checkpoint {
  readonly path: string;
  readonly tensors: StateDict;
  /** Code that the file names and that a full unpickler would have run; here it did nothing. */
  readonly ignoredGlobals: readonly string[];
  close(): void;
}

/** Where DeepSpeed puts the weights inside its folder. */
const DEEPSPEED_FILE = 'mp_rank_00_model_states.pt';
const ZIP_START = [0x50, 0x4b];
/** The magic number of PyTorch before 1.6, as a pickle. */
const LEGACY_START = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const BRACE = 0x7b;
const HEAD_BYTES = 16;

/**
 * Opens weights by what they are, not by what they are called: PyTorch, safetensors, or a folder of DeepSpeed.
 * @throws StudioError 'file-not-found', 'checkpoint-unreadable', 'checkpoint-unsupported'
 */
export function openCheckpoint(path: string): Checkpoint {
  const file = new RandomAccessFile(fileAt(path));
  try {
    const opened = openByContent(file);
    return { path: file.path, ...opened, close: () => file.close() };
  } catch (thrown) {
    file.close();
    throw thrown;
  }
}

function fileAt(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return fileAt(join(path, DEEPSPEED_FILE));
  if (stats?.isFile()) return path;
  throw new StudioError('file-not-found', { why: 'no-file', path });
}

function openByContent(file: RandomAccessFile): Pick<Checkpoint, 'tensors' | 'ignoredGlobals'> {
  const head = file.read(0, Math.min(HEAD_BYTES, file.size));
  const startsWith = (magic: readonly number[]) => magic.every((byte, i) => head[i] === byte);
  if (startsWith(ZIP_START)) {
    const torch = openTorchFile(file);
    return { tensors: stateDictOf(file.path, torch), ignoredGlobals: torch.ignoredGlobals };
  }
  if (startsWith(LEGACY_START)) {
    throw checkpointError(file.path, 'legacy-format');
  }
  if (head[8] === BRACE) {
    return { tensors: plainNames(file.path, openSafetensors(file)), ignoredGlobals: [] };
  }
  throw checkpointError(file.path, 'neither-kind');
}

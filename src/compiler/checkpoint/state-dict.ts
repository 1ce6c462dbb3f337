import { checkpointError } from './faults';
import type { StoredTensor } from './stored-tensor';
import type { TorchFile } from './torch-file';
import { TorchTensor } from './torch-values';

export type StateDict = ReadonlyMap<string, StoredTensor>;

/** Keys under which trainers put the weights, DeepSpeed's first. */
const wrappers = ['module', 'state_dict', 'model', 'model_state_dict'] as const;
/** What data-parallel training puts in front of every name. */
const PARALLEL_PREFIX = 'module.';
const MOST_NAMES = 1 << 16;

/**
 * The weights of a PyTorch file, out of whatever a trainer wrapped them in: counters and optimizers fall away, and so
 * does a `module.` in front of every name.
 * @throws StudioError 'checkpoint-unsupported' for shards and adapters, 'checkpoint-unreadable' without weights
 */
export function stateDictOf(path: string, { root, tensor }: TorchFile): StateDict {
  const found = weightsIn(root);
  if (!found) {
    throw checkpointError(path, 'not-a-checkpoint');
  }
  refuseShards(path, found);
  return plainNames(path, new Map([...found].map(([name, value]) => [name, tensor(value)])));
}

/** @returns the same weights without the prefix of data-parallel training. @throws StudioError 'checkpoint-unsupported' */
export function plainNames(path: string, tensors: StateDict): StateDict {
  const names = [...tensors.keys()];
  if (names.length > MOST_NAMES) throw checkpointError(path, 'malformed', { weights: names.length });
  const adapter = names.find((name) => /\.lora_[A-Za-z]/.test(name));
  if (adapter !== undefined) {
    throw checkpointError(path, 'lora', { name: adapter });
  }
  if (!names.every((name) => name.startsWith(PARALLEL_PREFIX))) return tensors;
  return new Map([...tensors].map(([name, value]) => [name.slice(PARALLEL_PREFIX.length), value]));
}

function weightsIn(root: unknown): Map<string, TorchTensor> | undefined {
  const direct = tensorsOf(root);
  if (direct.size > 0) return direct;
  if (!(root instanceof Map)) return undefined;
  return wrappers.map((name) => tensorsOf(root.get(name))).find(({ size }) => size > 0);
}

function tensorsOf(value: unknown): Map<string, TorchTensor> {
  const tensors = new Map<string, TorchTensor>();
  if (!(value instanceof Map)) return tensors;
  for (const [name, entry] of value as ReadonlyMap<unknown, unknown>) {
    if (typeof name === 'string' && entry instanceof TorchTensor) tensors.set(name, entry);
  }
  return tensors;
}

/** A part of ZeRO stage 3 keeps names but no numbers: they lie spread over the files of all processes. */
function refuseShards(path: string, tensors: ReadonlyMap<string, TorchTensor>): void {
  const all = [...tensors.values()];
  const empty = all.filter(({ shape }) => shape.length === 1 && shape[0] === 0).length;
  if (empty * 2 <= all.length) return;
  throw checkpointError(path, 'zero3-shard');
}

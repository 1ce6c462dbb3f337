import { basename } from 'node:path';
import { StudioError } from '#contract/errors';

/** What keeps a file from being read as weights; travels as `fault` in the error's values. */
export type CheckpointFault = Damage | OtherKind;

/** The bytes are not what they should be: another copy of the file may be. */
type Damage =
  'not-a-zip' | 'malformed' | 'truncated' | 'storage-missing' | 'storage-too-short' | 'not-a-checkpoint';

/** A whole file of a kind that is not read, and what turns it into one that is. */
const otherKinds = {
  'legacy-format': 'Load it with a current PyTorch and save it again with torch.save.',
  torchscript: 'Save the state dict of the model instead of the compiled module.',
  compressed: 'Unpack the archive, or save the weights again with torch.save.',
  'big-endian': 'Save the weights again on a little-endian machine.',
  'storage-type': 'Save plain tensors: of no subclass, neither quantised nor complex.',
  'zero3-shard': 'Run zero_to_fp32.py of DeepSpeed in its folder and take what that writes.',
  lora: 'Merge the adapter into the model first, then take the merged weights.',
} as const;
type OtherKind = keyof typeof otherKinds;

/**
 * @param found what lies there instead, with its place: it follows the file's name and a colon
 * @returns 'checkpoint-unsupported' for a whole file of another kind, else 'checkpoint-unreadable'
 */
export function checkpointError(
  path: string,
  fault: CheckpointFault,
  found: string,
  cause?: unknown,
): StudioError {
  const file = basename(path);
  const values = { file, fault, found };
  if (isOtherKind(fault)) {
    const repair = otherKinds[fault];
    return new StudioError('checkpoint-unsupported', `${file}: ${found}.`, { repair, values, cause });
  }
  const repair = 'Download or copy the file again.';
  return new StudioError('checkpoint-unreadable', `${file} cannot be read as weights: ${found}.`, {
    ...{ repair, values, cause },
  });
}

const isOtherKind = (fault: CheckpointFault): fault is OtherKind => fault in otherKinds;

import { basename } from 'node:path';
import { StudioError, type ErrorValues } from '#contract/errors';

/** What keeps a file from being read as weights; travels as `why` in the error's values. */
export type CheckpointFault = Damage | OtherKind;

/** The bytes are not what they should be: another copy of the file may be. */
type Damage =
  | 'not-a-zip'
  | 'neither-kind'
  | 'malformed'
  | 'truncated'
  | 'storage-missing'
  | 'storage-too-short'
  | 'not-a-checkpoint';

/** A whole file of a kind that is not read; its words say what turns it into one that is. */
const otherKinds = [
  'legacy-format',
  'torchscript',
  'compressed',
  'big-endian',
  'storage-type',
  'zero3-shard',
  'lora',
] as const;
type OtherKind = (typeof otherKinds)[number];

/**
 * @param found what lies there instead, and where
 * @returns 'checkpoint-unsupported' for a whole file of another kind, else 'checkpoint-unreadable'
 */
export function checkpointError(
  path: string,
  why: CheckpointFault,
  found: ErrorValues = {},
  cause?: unknown,
): StudioError {
  const code = isOtherKind(why) ? 'checkpoint-unsupported' : 'checkpoint-unreadable';
  return new StudioError(code, { why, file: basename(path), ...found }, cause);
}

const isOtherKind = (fault: CheckpointFault): fault is OtherKind =>
  (otherKinds as readonly string[]).includes(fault);

import { statfsSync } from 'node:fs';
import { StudioError } from '#contract/errors';

/** SQLite says no more than this where its shared memory or its journal cannot grow. */
const VAGUE = /^SQLITE_(IOERR|CANTOPEN)/;
const NEXT_TO_NOTHING_BYTES = 128 * 1024;

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR']);
/** Refusals that other permissions or another outputs folder would not change. */
const WHY: Readonly<Record<string, string>> = {
  EROFS: 'read-only-disk',
  ENOTDIR: 'no-folder',
  EEXIST: 'no-folder',
};
const SQLITE_REFUSED = /^SQLITE_(READONLY|CANTOPEN|IOERR|PERM)/;

export interface StorageAttempt {
  readonly folder: string;
  readonly neededBytes?: number | undefined;
  readonly freeBytes?: number | undefined;
}

/** @returns what a failed write means for a person: 'disk-full', 'folder-not-writable', or the failure itself */
export function storageError(thrown: unknown, attempt: StorageAttempt): StudioError {
  const code = codeOf(thrown);
  const freeBytes = attempt.freeBytes ?? freeBytesOf(attempt.folder);
  const isFull = FULL.has(code) || (VAGUE.test(code) && (freeBytes ?? Infinity) < NEXT_TO_NOTHING_BYTES);
  if (isFull) return diskFull({ ...attempt, freeBytes }, thrown);
  if (!REFUSED.has(code) && !SQLITE_REFUSED.test(code)) return StudioError.from(thrown);
  return folderRefused(attempt.folder, thrown);
}

/** @returns 'folder-not-writable' with what the system said of it */
export function folderRefused(folder: string, thrown: unknown): StudioError {
  const reason = codeOf(thrown);
  const why = WHY[reason];
  return new StudioError(
    'folder-not-writable',
    { ...(why === undefined ? {} : { why }), folder, reason },
    thrown,
  );
}

/** @returns whether a disk is full or takes no files at all: it can still be looked at */
export const takesNoFile = (thrown: unknown): boolean =>
  thrown instanceof StudioError && (thrown.code === 'disk-full' || thrown.code === 'folder-not-writable');

export function diskFull({ folder, neededBytes, freeBytes }: StorageAttempt, cause?: unknown): StudioError {
  return new StudioError(
    'disk-full',
    {
      folder,
      ...(neededBytes === undefined ? {} : { neededBytes }),
      ...(freeBytes === undefined ? {} : { freeBytes }),
    },
    cause,
  );
}

/** @returns the system's code of a failure ("ENOENT"), empty when it has none */
export function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}

/** @returns the system's word for a failure, also where a named error was made of it; 'unknown' when it has none */
export function systemWord(thrown: unknown): string {
  const own = thrown instanceof StudioError ? codeOf(thrown.cause) : '';
  return own || codeOf(thrown) || 'unknown';
}

/** @returns whether next to nothing can be written where `folder` lies */
export function isFullAt(folder: string): boolean {
  return (freeBytesOf(folder) ?? Infinity) < NEXT_TO_NOTHING_BYTES;
}

function freeBytesOf(folder: string): number | undefined {
  try {
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize;
  } catch {
    // the folder itself is gone, or was never there
    return undefined;
  }
}

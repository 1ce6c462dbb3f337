import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { readNoteSync, replaceNoteSync } from './files/regular-file';
import { fileMode } from './files/file-modes';
import { lockFile, type FileLock } from './file-lock';
import { storageError, takesNoFile } from './files/storage-errors';

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.output<typeof holderSchema>;

/**
 * One studio per data folder. studio-lock.json beside the lock only says who holds it.
 * @throws StudioError 'library-locked' naming the holder; 'folder-not-writable', 'disk-full'
 */
export function lockLibrary(home: string): FileLock {
  const holderFile = join(home, 'studio-lock.json');
  const lock = tryLock(home);
  if (!lock) throw locked(home, readHolder(holderFile));
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    replaceNoteSync(holderFile, JSON.stringify(holder), fileMode(holderFile));
  } catch (thrown) {
    lock.release();
    throw storageError(thrown, { folder: home });
  }
  return lock;
}

/** @returns who has the library open, in words; undefined when nobody does, as on a disk where nobody can */
export function libraryHolder(home: string): string | undefined {
  try {
    const refusal = lockRefusal(home);
    return refusal && holderWords(refusal.values);
  } catch (thrown) {
    if (takesNoFile(thrown)) return undefined;
    throw thrown;
  }
}

/** @returns what `lockLibrary` would throw now; undefined when the library is free */
export function lockRefusal(home: string): StudioError | undefined {
  const lock = tryLock(home);
  lock?.release();
  return lock ? undefined : locked(home, readHolder(join(home, 'studio-lock.json')));
}

function holderWords(holder: Partial<Holder> | undefined): string {
  return holder?.pid !== undefined
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'a process that did not say which';
}

function tryLock(home: string): FileLock | undefined {
  try {
    return lockFile(join(home, 'studio.lock'));
  } catch (thrown) {
    throw storageError(thrown, { folder: home });
  }
}

function locked(home: string, holder: Holder | undefined): StudioError {
  return new StudioError('library-locked', { home, ...holder });
}

function readHolder(path: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readNoteSync(path)));
  } catch {
    // the other studio is between taking the lock and writing its name
    return undefined;
  }
}

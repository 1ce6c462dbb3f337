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

/** Where commands find the studio that holds a library. */
const doorSchema = z.object({
  /** A Unix domain socket, or a named pipe of Windows. */
  path: z.string(),
  /** Whoever can read it here may knock. */
  key: z.string(),
  /** Of the studio: another one's contract is another. */
  version: z.string(),
});
export type DoorNote = z.output<typeof doorSchema>;

const noteSchema = holderSchema.extend({ door: doorSchema.optional().catch(undefined) });
type Note = z.output<typeof noteSchema>;

/**
 * One studio per data folder. studio-lock.json beside the lock only says who holds it, and where its door is.
 * @throws StudioError 'library-locked' naming the holder; 'folder-not-writable', 'disk-full'
 */
export function lockLibrary(home: string): FileLock {
  const lock = tryLock(home);
  if (!lock) throw locked(home, readNote(home));
  try {
    writeNote(home, { pid: process.pid, host: hostname(), since: new Date().toISOString() });
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
  return lock ? undefined : locked(home, readNote(home));
}

/** Says where the door of the studio is that holds this library: this one. */
export function tellDoor(home: string, door: DoorNote): void {
  const note = readNote(home);
  if (note?.pid === process.pid) writeNote(home, { ...note, door });
}

/** @returns where a studio on this machine said that its door is; it may be gone. Undefined when none said so. */
export function toldDoor(home: string): { readonly door: DoorNote; readonly holder: Holder } | undefined {
  const note = readNote(home);
  if (!note?.door || note.host !== hostname()) return undefined;
  return { door: note.door, holder: holderSchema.parse(note) };
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

function locked(home: string, note: Note | undefined): StudioError {
  return new StudioError('library-locked', { home, ...(note && holderSchema.parse(note)) });
}

const noteFile = (home: string) => join(home, 'studio-lock.json');

function writeNote(home: string, note: Note): void {
  const file = noteFile(home);
  replaceNoteSync(file, JSON.stringify(note), fileMode(file));
}

function readNote(home: string): Note | undefined {
  try {
    return noteSchema.parse(JSON.parse(readNoteSync(noteFile(home))));
  } catch {
    // the other studio is between taking the lock and writing its name
    return undefined;
  }
}

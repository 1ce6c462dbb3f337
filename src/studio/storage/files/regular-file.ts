import { closeSync, constants, fstatSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { writeFileSync, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { codeOf, folderRefused } from './storage-errors';

/**
 * Every file that somebody else may have put there is opened here. A pipe waits for ever for its other end and a device
 * never ends, so what is no regular file is refused: before it is opened, which some devices feel, and once it is open, so
 * that nothing can change places in between.
 */
const NO_WAIT = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;
const LOOK = constants.O_RDONLY | NO_WAIT;
const CHANGE = constants.O_RDWR | NO_WAIT;

/** More than the studio ever writes into a note, a state or a manifest. */
export const NOTE_BYTES = 16_000_000;
const PIECE_BYTES = 1 << 20;

/** @throws StudioError 'not-a-file'; the system's error where nothing lies, or nothing that may be read */
export const openFile = (path: string): Promise<FileHandle> => openRegular(path, LOOK);

/** To write into what lies there. @throws as `openFile` */
export const openFileToChange = (path: string): Promise<FileHandle> => openRegular(path, CHANGE);

async function openRegular(path: string, flags: number): Promise<FileHandle> {
  requireRegular(await stat(path).catch(loops(path)), path);
  const file = await open(path, flags);
  try {
    requireRegular(await file.stat(), path);
    return file;
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

/** The same for those who may not wait; whoever opens it closes it. */
export function openFileSync(path: string): number {
  requireRegular(statIfThere(path) ?? statSync(path), path);
  const file = openSync(path, LOOK);
  try {
    requireRegular(fstatSync(file), path);
    return file;
  } catch (thrown) {
    closeSync(file);
    throw thrown;
  }
}

/**
 * The whole of a file, however it grows meanwhile.
 * @throws StudioError 'not-a-file', 'file-too-large'; the system's error where it cannot be opened
 */
export async function readFile(
  path: string,
  maxBytes: number = limits.openedBytes.max,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    requireModest(path, size, maxBytes);
    const bytes = new Uint8Array(size);
    let done = 0;
    while (done < size) {
      const { bytesRead } = await file.read(bytes, done, Math.min(PIECE_BYTES, size - done), done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}

/** A note, a state or a manifest, as text. @throws as `readFile` */
export async function readNote(path: string): Promise<string> {
  return new TextDecoder().decode(await readFile(path, NOTE_BYTES));
}

/** The same for those who may not wait. @throws as `readFile` */
export function readNoteSync(path: string): string {
  const file = openFileSync(path);
  try {
    const { size } = fstatSync(file);
    requireModest(path, size, NOTE_BYTES);
    const bytes = Buffer.alloc(size);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, size, 0));
  } finally {
    closeSync(file);
  }
}

/** Writes a note whole or not at all. @throws StudioError 'not-a-file' where something else lies; the system's error */
export function replaceNoteSync(path: string, text: string, mode: number): void {
  requireFileIfThere(path);
  const temporary = `${path}.new`;
  // what a killed studio left, or somebody else put there, is never written into
  rmSync(temporary, { force: true, recursive: true });
  try {
    writeFileSync(temporary, text, { mode, flag: 'wx', flush: true });
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

/**
 * Asks before a file is opened to be added to, which waits as reading does.
 * @throws StudioError 'not-a-file' where something else lies; nothing at all may lie there
 */
export function requireFileIfThere(path: string): void {
  const facts = statIfThere(path);
  if (facts) requireRegular(facts, path, 'in-the-way');
}

/**
 * @returns what lies there, if anything does
 * @throws StudioError 'not-a-file' for a link that leads to itself, 'folder-not-writable' where its folder is a file
 */
export function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (thrown) {
    return loops(path, 'in-the-way')(thrown);
  }
}

const loops =
  (path: string, why?: 'in-the-way') =>
  (thrown: unknown): never => {
    const code = codeOf(thrown);
    if (code === 'ELOOP') throw notAFile(path, why);
    throw code === 'ENOTDIR' ? folderRefused(dirname(path), thrown) : thrown;
  };

/** Makes a file if there is none. @throws StudioError 'not-a-file'; the system's error */
export function touchFile(path: string, mode: number): void {
  requireFileIfThere(path);
  closeSync(openSync(path, 'a', mode));
}

function requireRegular(facts: Stats, file: string, why?: 'in-the-way'): void {
  if (!facts.isFile()) throw notAFile(file, why);
}

function notAFile(file: string, why?: 'in-the-way'): StudioError {
  return new StudioError('not-a-file', why === undefined ? { file } : { why, file });
}

function requireModest(file: string, bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  const [megabytes, maxMegabytes] = [Math.ceil(bytes / 1e6), maxBytes / 1e6];
  throw new StudioError('file-too-large', { file, megabytes, maxMegabytes });
}

import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StudioError } from '#contract/errors';
import { readFile } from './regular-file';
import { fileMode, folderMode } from './file-modes';
import { withTemporary } from './temporary-files';
import { codeOf, diskFull, storageError } from './storage-errors';

/** Written in pieces, so that a large file never holds up the event loop. */
const PIECE_BYTES = 1 << 20;

const TEMPORARY = /^\..+\.[0-9a-f-]{36}\.tmp$/;

/** @returns whether `writeWhole` gives such names to files that are not whole yet */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

/**
 * Writes a whole file or nothing: temporary name, fsync, rename. A reader never sees half a file, at any kill.
 * @param parts the bytes, in order; produced lazily if they are large
 * @throws StudioError 'disk-full' or 'folder-not-writable', naming the folder
 */
export async function writeWhole(
  path: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const folder = dirname(path);
  let wantedBytes = 0;
  try {
    await makeFolder(folder);
    await withTemporary(path, async (temporary) => {
      const file = await open(temporary, 'wx', fileMode(path));
      try {
        for await (const part of parts) {
          for (let at = 0; at < part.length; at += PIECE_BYTES) {
            const piece = part.subarray(at, at + PIECE_BYTES);
            wantedBytes += piece.length;
            await file.writeFile(piece);
            await nextTurn();
          }
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await syncFolder(folder);
    });
  } catch (thrown) {
    const free = await freeBytes(folder).catch(() => undefined);
    throw storageError(thrown, { folder, neededBytes: wantedBytes, freeBytes: free });
  }
}

/** @throws StudioError 'file-not-found' saying where it should be */
export async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' && codeOf(thrown) !== 'ENOTDIR') throw StudioError.from(thrown);
    throw new StudioError('file-not-found', { path }, thrown);
  }
}

/**
 * Makes sure a folder is there and can be written to.
 * @throws StudioError 'folder-not-writable', 'disk-full'
 */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (thrown) {
    throw storageError(thrown, { folder });
  }
}

/** @throws StudioError 'disk-full' when fewer than `neededBytes` are free where `folder` lies */
export async function requireSpace(folder: string, neededBytes: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free < neededBytes) throw diskFull({ folder, neededBytes, freeBytes: free });
}

/** @returns bytes that this user may still write where `folder` lies, or will lie once it is made */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const disk = await statfs(folder);
    return disk.bavail * disk.bsize;
  } catch (thrown) {
    const parent = dirname(folder);
    if (codeOf(thrown) !== 'ENOENT' || parent === folder) throw thrown;
    return freeBytes(parent);
  }
}

/** Removes temporary files that a killed studio left; call it only while holding the library lock. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (isTemporaryName(name)) await rm(join(folder, name), { force: true });
}

/**
 * Makes a folder and those above it. Not mkdir's own `recursive`: where a file system answers ENOENT below a folder that
 * exists (/proc, a vanished network share), that one tries for ever.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, folderMode(folder));
  } catch (thrown) {
    const code = codeOf(thrown);
    const parent = dirname(folder);
    if (code === 'EEXIST' && (await isFolder(folder))) return;
    if (code !== 'ENOENT' || parent === folder || (await isFolder(parent))) throw thrown;
    await makeFolder(parent);
    await makeFolder(folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Makes a rename survive a power cut; systems that cannot open a folder (Windows) do without. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch {
    // a network disk may refuse; the file itself is synced already
  } finally {
    await handle.close();
  }
}

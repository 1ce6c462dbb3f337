import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, lstat, open, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { StudioError } from '#contract/errors';
import { fileMode, settleMode } from './file-modes';
import { makeFolder } from './files';
import { withTemporary } from './temporary-files';
import { codeOf, storageError } from './storage-errors';
import { openFile } from './regular-file';

const PIECE_BYTES = 1 << 20;

/** A failure of `link` that means no more than that a copy has to do: other disk, or a disk without hard links. */
const needsCopy = new Set([
  'EXDEV',
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EACCES',
  'EINVAL',
]);

/**
 * Makes a file appear at a second place, whole or not at all, while the first stays: a hard link on the same disk, else a
 * copy that is read back and compared. A file that is there already with the same content is left as it is.
 * @param onBytes told of bytes as they are written
 * @throws StudioError 'disk-full', 'folder-not-writable' when the copy is not the same
 */
export async function placeFile(from: string, to: string, onBytes: (count: number) => void): Promise<void> {
  try {
    await makeFolder(dirname(to));
    const { size } = await lstat(from);
    if (existsSync(to) && (await isSame(from, to))) return onBytes(size);
    if ((await lstat(from)).isSymbolicLink()) {
      await symlink(resolve(dirname(from), await readlink(from)), to);
      return onBytes(size);
    }
    if (await linked(from, to)) {
      await settleMode(from, to);
      return onBytes(size);
    }
    await copied(from, to, onBytes);
  } catch (thrown) {
    throw storageError(thrown, { folder: dirname(to) });
  }
}

/** @returns false when there was nothing to move */
export async function moveIfThere(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  try {
    await makeFolder(dirname(to));
    await rename(from, to).catch(async (thrown: unknown) => {
      // the outputs folder may lie on another disk
      if (codeOf(thrown) !== 'EXDEV') throw thrown;
      await placeFile(from, to, () => undefined);
      await rm(from);
    });
    await settleMode(from, to);
    return true;
  } catch (thrown) {
    throw storageError(thrown, { folder: dirname(to) });
  }
}

/** @returns whether two files have the same content; their sizes first, since that is free */
export async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one), stat(other)]);
  if (a.ino === b.ino && a.dev === b.dev) return true;
  return a.size === b.size && (await hashOf(one)) === (await hashOf(other));
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (thrown) {
    if (needsCopy.has(codeOf(thrown))) return false;
    throw thrown;
  }
}

async function copied(from: string, to: string, onBytes: (count: number) => void): Promise<void> {
  await withTemporary(to, async (temporary) => {
    const wanted = await copyBytes(from, temporary, onBytes);
    // read back: a disk that lies is found out before the original goes
    if ((await hashOf(temporary)) !== wanted) {
      throw new StudioError('folder-not-writable', {
        why: 'copy-differs',
        file: basename(from),
        folder: dirname(to),
      });
    }
    await rename(temporary, to);
  });
}

/** @returns SHA-256 of what was read, hex */
async function copyBytes(from: string, to: string, onBytes: (count: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const source = await openFile(from);
  try {
    const target = await open(to, 'wx', fileMode(to));
    try {
      const buffer = Buffer.allocUnsafe(PIECE_BYTES);
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, PIECE_BYTES, null);
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await target.writeFile(piece);
        onBytes(bytesRead);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return hash.digest('hex');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await openFile(path);
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) hash.update(piece as Buffer);
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

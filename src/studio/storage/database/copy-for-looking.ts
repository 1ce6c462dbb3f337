import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageError } from '../files/storage-errors';

/**
 * A library that was not closed cleanly keeps its newest rows in the log beside it, and SQLite reads that only where it may
 * write. On a disk that takes no files a copy of both is read elsewhere.
 * @returns the copy's path, and what removes it: at once where the system lets open files go, else when it is closed
 * @throws StudioError 'disk-full', 'folder-not-writable' naming the folder for temporary files
 */
export function copyForLooking(path: string): { readonly path: string; readonly remove: () => void } {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'cosyvoice-looking-'));
    const remove = () => {
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // Windows lets go of a file when it is closed
      }
    };
    const copy = join(folder, 'library.db');
    try {
      for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
    } catch (thrown) {
      remove();
      throw thrown;
    }
    return { path: copy, remove };
  } catch (thrown) {
    throw storageError(thrown, { folder: tmpdir() });
  }
}

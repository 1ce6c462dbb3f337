import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { z } from 'zod';
import { isFileName } from '#contract/file-names';
import { insideByPath } from './files/inside';
import type { Db } from './database/db';
import type { FileAccess } from './files/file-access';

/** Files that go for good, and what takes the row out that speaks of them. */
export interface Removal {
  readonly files: readonly string[];
  readonly erase: () => void;
}

/**
 * Files are written before the row that speaks of them, so that no row ever speaks of half a file. A studio killed in
 * between would leave files that nothing speaks of; therefore each is named here first, and forgotten in the very
 * transaction that inserts its row. What is still named at the next start belongs to no row and is removed.
 */
export class UnfinishedFiles {
  constructor(
    private readonly db: Db,
    private readonly home: string,
    private readonly access: FileAccess,
  ) {}

  /**
   * Writes files of the data folder, then the row that speaks of them: both or neither, and one step for whoever moves files.
   * @param files files or folders that are not there yet
   * @returns what `write` gave
   */
  add<T>(files: readonly string[], write: () => Promise<T>, insert: (written: T) => void): Promise<T> {
    return this.access.add(async () => {
      const forget = this.name(files);
      try {
        const written = await write();
        this.db.transaction(() => {
          insert(written);
          forget();
        });
        return written;
      } catch (thrown) {
        // what cannot be tidied now is tidied at the next start
        await this.tidy(files, forget).catch(() => undefined);
        throw thrown;
      }
    });
  }

  /**
   * Takes a row out, then its files.
   * @param find looked for once nobody else changes files; undefined: there is nothing to remove
   * @returns whether there was
   * @throws StudioError 'library-busy' while a backup reads the files
   */
  remove(find: () => Removal | undefined): Promise<boolean> {
    return this.access.remove(async () => {
      const found = find();
      if (!found) return false;
      const forget = this.db.transaction(() => {
        found.erase();
        return this.name(found.files);
      });
      await this.tidy(found.files, forget);
      return true;
    });
  }

  /** Removes what a killed studio left; call it at the start only. @returns the paths, relative to the data folder */
  clear(): string[] {
    const left = this.db.all(z.object({ path: z.string() }), 'SELECT path FROM unfinished_files');
    for (const { path } of left) {
      // a row is data: nothing outside the data folder is ever removed, and nothing that is a whole part of it
      const parts = path.split('/');
      if (parts.length > 1 && parts.every(isFileName))
        rmSync(insideByPath(this.home, path), { force: true, recursive: true });
      this.db.run('DELETE FROM unfinished_files WHERE path = ?', path);
    }
    return left.map(({ path }) => path);
  }

  /** @returns to be called in a transaction once they belong to a row, or are gone */
  private name(files: readonly string[]): () => void {
    const names = files.map((path) => relative(this.home, path).split(sep).join('/'));
    this.db.transaction(() => {
      for (const name of names) this.db.run('INSERT OR IGNORE INTO unfinished_files (path) VALUES (?)', name);
    });
    return () => {
      for (const name of names) this.db.run('DELETE FROM unfinished_files WHERE path = ?', name);
    };
  }

  private async tidy(files: readonly string[], forget: () => void): Promise<void> {
    for (const path of files) await rm(path, { force: true, recursive: true });
    this.db.transaction(forget);
  }
}

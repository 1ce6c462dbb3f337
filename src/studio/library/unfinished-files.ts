import { rmSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { z } from 'zod';
import { isFileName } from '#contract/file-names';
import { insideByPath } from '../inside';
import type { Db } from './db';

/**
 * Files are written before the row that speaks of them, so that no row ever speaks of half a file. A studio killed in
 * between would leave files that nothing speaks of; therefore each is named here first, and forgotten in the very
 * transaction that inserts its row. What is still named at the next start belongs to no row and is removed.
 */
export class UnfinishedFiles {
  constructor(
    private readonly db: Db,
    private readonly home: string,
  ) {}

  /**
   * @param paths files of the data folder that are about to be written
   * @returns to be called inside the transaction that inserts their row
   */
  begin(...paths: readonly string[]): () => void {
    const names = paths.map((path) => relative(this.home, path).split(sep).join('/'));
    this.db.transaction(() => {
      for (const name of names) this.db.run('INSERT OR IGNORE INTO unfinished_files (path) VALUES (?)', name);
    });
    return () => {
      for (const name of names) this.db.run('DELETE FROM unfinished_files WHERE path = ?', name);
    };
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
}

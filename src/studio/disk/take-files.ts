import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { fileNameSchema } from '#contract/file-names';
import type { Db } from '../storage/database/db';
import type { ChosenFolders } from '../storage/chosen-folders';
import { takeColumns } from '../storage/database/stored-tables';

const fileRow = z.object({ id: idSchema, folder: z.string(), file: fileNameSchema });

const oldRow = fileRow.extend({ created_at: takeColumns.created_at, recipe: takeColumns.recipe });

/** The files of takes in the library: which lie where, and where they are from now on. */
export class TakeFiles {
  constructor(
    private readonly db: Db,
    private readonly outputs: ChosenFolders,
  ) {}

  /** @returns takes whose audio lies in `folder` */
  inFolder(folder: string): z.output<typeof fileRow>[] {
    if (!this.outputs.has(folder)) return [];
    return this.db.readable(
      fileRow,
      `SELECT id, folder, file FROM takes
       WHERE folder = ? AND file IS NOT NULL AND deleted_at IS NULL AND cleared_at IS NULL ORDER BY number`,
      folder,
    );
  }

  moved(id: string, folder: string, file: string): void {
    this.db.run('UPDATE takes SET folder = ?, file = ? WHERE id = ?', folder, file, id);
  }

  /** What waits in the bin goes to the new folder when it is brought back. */
  movedBinned(from: string, to: string): void {
    this.db.run(
      'UPDATE takes SET folder = ? WHERE folder = ? AND (deleted_at IS NOT NULL OR cleared_at IS NOT NULL)',
      to,
      from,
    );
  }

  /** @returns finished takes from before `before` (ISO 8601) that are no favourites and have their audio, oldest first */
  olderThan(before: string): z.output<typeof oldRow>[] {
    const old = this.db.readable(
      oldRow,
      `SELECT id, folder, file, created_at, recipe FROM takes
       WHERE state = 'done' AND favourite = 0 AND created_at < ? AND folder IS NOT NULL AND file IS NOT NULL
         AND deleted_at IS NULL AND cleared_at IS NULL ORDER BY number`,
      before,
    );
    return old.filter(({ folder }) => this.outputs.has(folder));
  }

  cleared(id: string, at: string): void {
    this.db.run('UPDATE takes SET cleared_at = ? WHERE id = ?', at, id);
  }
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { fileNameSchema } from '#contract/file-names';
import type { Db } from '../storage/database/db';
import { binnedTake, type StudioFolders } from '../storage/files/folders';
import { inside } from '../storage/files/inside';
import type { ChosenFolders } from '../storage/chosen-folders';
import { backupPlaces } from './backup-format';

export interface BackupFile {
  /** Name inside the backup. */
  readonly entry: string;
  readonly path: string;
  readonly bytes: number;
  /** The take whose sound it is: it may be moved while the backup is written. */
  readonly takeId?: string;
}

const idRow = z.object({ id: idSchema });
const placeRow = z.object({ folder: z.string(), file: fileNameSchema });
const takeRow = placeRow.extend({ id: idSchema, deleted: z.number() });

/** The files that the rows of `db` speak of and that are there; what is missing is a matter for `verify`. */
export async function filesToKeep(
  db: Db,
  folders: StudioFolders,
  outputs: ChosenFolders,
  { withTakes }: { readonly withTakes: boolean },
): Promise<BackupFile[]> {
  const found: BackupFile[] = [];
  const add = async (entry: string, path: string, takeId?: string) => {
    const there = await stat(path).catch(() => undefined);
    if (there?.isFile() === true && backupPlaces.test(entry))
      found.push({ entry, path, bytes: there.size, ...(takeId === undefined ? {} : { takeId }) });
  };
  for (const { id } of db.readable(idRow, 'SELECT id FROM voices'))
    for (const name of await readdir(join(folders.voices, id)).catch(() => []))
      await add(`voices/${id}/${name}`, join(folders.voices, id, name));
  for (const { id } of db.readable(idRow, 'SELECT id FROM recordings'))
    await add(`recordings/${id}.wav`, join(folders.recordings, `${id}.wav`));
  for (const name of await readdir(folders.sources).catch(() => []))
    await add(`sources/${name}`, join(folders.sources, name));
  const takes = db.readable(
    takeRow,
    `SELECT id, (deleted_at IS NOT NULL OR cleared_at IS NOT NULL) AS deleted, folder, file FROM takes
     WHERE folder IS NOT NULL AND file IS NOT NULL`,
  );
  for (const { id, deleted, folder, file } of withTakes ? takes : []) {
    if (deleted !== 0) await add(`bin/takes/${id}.wav`, binnedTake(folders, id), id);
    else if (outputs.has(folder)) await add(`takes/${id}.wav`, join(folder, file), id);
  }
  return found;
}

/** @returns where the sound of a take can lie now, by the library as it is now */
export function placesOf(db: Db, folders: StudioFolders, outputs: ChosenFolders, takeId: string): string[] {
  const row = db.get(
    placeRow,
    'SELECT folder, file FROM takes WHERE id = ? AND folder IS NOT NULL AND file IS NOT NULL',
    takeId,
  );
  return [
    ...(row && outputs.has(row.folder) ? [inside(row.folder, row.file)] : []),
    binnedTake(folders, takeId),
  ];
}

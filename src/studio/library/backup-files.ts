import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileNameSchema } from '#contract/file-names';
import type { MissingFiles } from '#contract/library';
import type { Db } from '../storage/database/db';
import { binnedTake, type StudioFolders } from '../storage/files/folders';
import { inside } from '../storage/files/inside';
import type { ChosenFolders } from '../storage/chosen-folders';
import { backupPlaces } from './backup-format';
import { filesOfRows, missingOf, type FileOfRow } from './files-of-rows';

export interface BackupFile {
  /** Name inside the backup. */
  readonly entry: string;
  readonly path: string;
  readonly bytes: number;
  /** The take whose sound it is: it may be moved while the backup is written. */
  readonly takeId?: string;
}

/** The files that the rows of `db` speak of: those that are there, and what is missing. */
export async function filesToKeep(
  db: Db,
  folders: StudioFolders,
  outputs: ChosenFolders,
  { withTakes }: { readonly withTakes: boolean },
): Promise<{ readonly kept: BackupFile[]; readonly missing: MissingFiles }> {
  const kept: BackupFile[] = [];
  const missing: FileOfRow[] = [];
  for (const file of filesOfRows(db, { withTakes })) {
    const { entry, take } = file;
    const path = pathOf(file, folders, outputs);
    const there = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path !== undefined && there?.isFile() === true && backupPlaces.test(entry))
      kept.push({ entry, path, bytes: there.size, ...(take ? { takeId: take.id } : {}) });
    else missing.push(file);
  }
  return { kept, missing: missingOf(missing) };
}

/** @returns nothing for a take in a folder that nobody chose: what lies there is no business of ours */
function pathOf(
  { entry, take }: FileOfRow,
  folders: StudioFolders,
  outputs: ChosenFolders,
): string | undefined {
  if (!take) return join(folders.home, ...entry.split('/'));
  if (take.deleted) return binnedTake(folders, take.id);
  return outputs.has(take.folder) ? join(take.folder, take.file) : undefined;
}

const placeRow = z.object({ folder: z.string(), file: fileNameSchema });

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

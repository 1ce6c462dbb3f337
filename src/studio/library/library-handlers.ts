import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Restored } from '#contract/library';
import type { StudioHandlers } from '#contract/studio-api';
import { lockRefusal } from '../storage/library-lock';
import type { StudioFolders } from '../storage/files/folders';
import type { Library } from './library';
import { notHere, revealer, type HostAbilities } from '../lib/host-abilities';

export interface LibraryHandlersParts {
  readonly library: Library;
  readonly abilities: HostAbilities;
  readonly folders: StudioFolders;
}

/** Puts the backup of this path in the library's place, and has the host open it. */
export async function restoreAndOpen(
  { library, abilities }: Omit<LibraryHandlersParts, 'folders'>,
  path: string,
): Promise<Restored> {
  const restored = await library.restore(path);
  reopenSoon(abilities);
  return restored;
}

/** After the answer has left: the studio that gives it closes. */
const reopenSoon = (abilities: HostAbilities) => setImmediate(() => abilities.reopen?.());

/** library: all of it, checked, mended, kept in one file and put back. */
export const libraryHandlers = ({ library, abilities, folders }: LibraryHandlersParts) => {
  const reveal = revealer(abilities);
  const restore = (path: string) => restoreAndOpen({ library, abilities }, path);
  return {
    verifyLibrary: () => library.verify(),
    repairLibrary: () => library.repair(),
    listBackups: () => library.backups(),
    backupLibrary: ({ withTakes }) => library.keepBackup(withTakes),
    backupLibraryElsewhere: async ({ withTakes }) => {
      if (!abilities.chooseBackupTarget) throw notHere('choose-backup');
      const path = await abilities.chooseBackupTarget('library.cvbackup');
      if (path === undefined) return null;
      const { bytes, missing } = await library.backup(path, withTakes);
      return { name: basename(path), bytes, createdAt: (await stat(path)).mtime.toISOString(), missing };
    },
    restoreLibrary: async ({ name }) => restore(await library.pathOf(name)),
    restoreLibraryFromFile: async () => {
      if (!abilities.chooseBackup) throw notHere('choose-backup');
      const path = await abilities.chooseBackup();
      return path === undefined ? null : restore(path);
    },
    openForWriting: () => {
      const refusal = lockRefusal(folders.home);
      if (refusal) throw refusal;
      reopenSoon(abilities);
    },
    revealBackups: () => reveal(folders.backups),
  } satisfies Partial<StudioHandlers>;
};

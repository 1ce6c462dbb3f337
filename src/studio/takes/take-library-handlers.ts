import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { StudioError } from '#contract/errors';
import { freeFileName } from '#contract/take-naming';
import type { StudioHandlers } from '#contract/studio-api';
import { inside } from '../storage/files/inside';
import { writeWhole } from '../storage/files/files';
import type { TakeExport } from './take-export';
import type { TakeLibrary } from './take-library';
import { notHere, type HostAbilities } from '../lib/host-abilities';

export interface TakeLibraryHandlersParts {
  readonly takeLibrary: TakeLibrary;
  readonly takeExport: TakeExport;
  readonly abilities: HostAbilities;
}

/** Folders that a person chose for exports since the studio was started; the oldest is forgotten. */
const KEPT_FOLDERS = 20;

/** takes that are there: marks, names, versions, and files to give away. */
export const takeLibraryHandlers = ({ takeLibrary, takeExport, abilities }: TakeLibraryHandlersParts) => {
  const folders = new Map<string, string>();
  return {
    changeTakes: ({ takeIds, change }) => takeLibrary.change(takeIds, change),
    renameTakes: ({ takeIds, naming }) => takeLibrary.rename(takeIds, naming),
    listVersions: ({ takeId }) => takeLibrary.versions(takeId),
    deleteTakes: async ({ takeIds }) => {
      await takeLibrary.remove(takeIds);
      return undefined;
    },
    restoreTakes: ({ takeIds }) => takeLibrary.restore(takeIds),
    exportTake: (wanted) => takeExport.file(wanted),
    chooseExportFolder: async () => {
      if (!abilities.chooseFolder) throw notHere('choose-takes');
      const folder = await abilities.chooseFolder();
      if (folder === undefined) return null;
      const folderId = randomUUID();
      folders.set(folderId, folder);
      for (const id of folders.keys()) if (folders.size > KEPT_FOLDERS) folders.delete(id);
      return { folderId, name: basename(folder) };
    },
    saveExport: async ({ folderId, ...wanted }) => {
      const folder = folders.get(folderId);
      if (folder === undefined) throw new StudioError('bad-request', { why: 'export-folder' });
      const { name, bytes, report } = await takeExport.file(wanted);
      const ending = extname(name);
      const isTaken = (file: string) => existsSync(inside(folder, file));
      const file = freeFileName(name.slice(0, -ending.length), ending.slice(1), isTaken);
      await writeWhole(inside(folder, file), [bytes]);
      return { file, report };
    },
  } satisfies Partial<StudioHandlers>;
};

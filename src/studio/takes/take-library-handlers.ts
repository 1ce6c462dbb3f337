import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { freeFileName } from '#contract/take-naming';
import type { StudioHandlers } from '#contract/studio-api';
import { inside } from '../storage/files/inside';
import { writeWhole } from '../storage/files/files';
import type { ExportFolders } from './export-folders';
import type { TakeExport } from './take-export';
import type { TakeLibrary } from './take-library';

export interface TakeLibraryHandlersParts {
  readonly takeLibrary: TakeLibrary;
  readonly takeExport: TakeExport;
  readonly exportFolders: ExportFolders;
}

/** takes that are there: marks, names, versions, and files to give away. */
export const takeLibraryHandlers = ({ takeLibrary, takeExport, exportFolders }: TakeLibraryHandlersParts) =>
  ({
    changeTakes: ({ takeIds, change }) => takeLibrary.change(takeIds, change),
    renameTakes: ({ takeIds, naming }) => takeLibrary.rename(takeIds, naming),
    listVersions: ({ takeId }) => takeLibrary.versions(takeId),
    deleteTakes: async ({ takeIds }) => {
      await takeLibrary.remove(takeIds);
      return undefined;
    },
    restoreTakes: ({ takeIds }) => takeLibrary.restore(takeIds),
    exportTake: (wanted) => takeExport.file(wanted),
    chooseExportFolder: () => exportFolders.choose(),
    saveExport: async ({ folderId, ...wanted }) => {
      const folder = exportFolders.require(folderId);
      const { name, bytes, report } = await takeExport.file(wanted);
      const ending = extname(name);
      const isTaken = (file: string) => existsSync(inside(folder, file));
      const file = freeFileName(name.slice(0, -ending.length), ending.slice(1), isTaken);
      await writeWhole(inside(folder, file), [bytes]);
      return { file, report };
    },
  }) satisfies Partial<StudioHandlers>;

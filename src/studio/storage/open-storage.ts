import type { FolderKind } from '#contract/disk';
import type { Db } from './database/db';
import { SettingsStore } from './database/settings';
import type { ChosenFolders } from './chosen-folders';
import { FileAccess } from './files/file-access';
import type { StudioFolders } from './files/folders';
import { UnfinishedFiles } from './unfinished-files';

export interface OpenStorageParts {
  readonly db: Db;
  readonly folders: StudioFolders;
  readonly chosen: Readonly<Record<FolderKind, ChosenFolders>>;
  readonly readOnly: boolean;
  /** Folder of the packs, where whoever opens the studio names one. */
  readonly modelsDir?: string | undefined;
}

/** Where everything is kept: the database, the folders, and who may move files in them. */
export interface Storage extends Pick<OpenStorageParts, 'db' | 'folders' | 'chosen'> {
  readonly settings: SettingsStore;
  readonly access: FileAccess;
  readonly unfinished: UnfinishedFiles;
  /** Where takes go, and packs, as chosen now. */
  readonly outputsFolder: () => string;
  readonly modelsFolder: () => string;
}

export function openStorage({ db, folders, chosen, readOnly, modelsDir }: OpenStorageParts): Storage {
  const settings = new SettingsStore(db, readOnly);
  const access = new FileAccess();
  const chosenFolder = (kind: FolderKind) => chosen[kind].ifChosen(settings.folder(kind)) ?? folders[kind];
  return {
    ...{ db, folders, chosen, settings, access },
    unfinished: new UnfinishedFiles(db, folders.home, access),
    outputsFolder: () => chosenFolder('outputs'),
    modelsFolder: () => modelsDir ?? process.env.COSYVOICE_STUDIO_MODELS ?? chosenFolder('models'),
  };
}

import type { FolderKind, FolderMove } from '#contract/disk';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import type { FileAccess } from '../storage/files/file-access';
import { personal } from '#contract/personal';
import type { Db } from '../storage/database/db';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { ChosenFolders } from '../storage/files/chosen-folders';
import type { StudioFolders } from '../storage/files/folders';
import type { SettingsStore } from '../storage/database/settings';
import type { Takes } from '../takes/takes';
import { Disk } from './disk';
import { FolderMoves } from './folder-moves';
import { Retention } from './retention';
import { TakeFiles } from './take-files';

export interface OpenDiskParts {
  readonly db: Db;
  readonly access: FileAccess;
  readonly chosen: Readonly<Record<FolderKind, ChosenFolders>>;
  readonly settings: SettingsStore;
  readonly folders: StudioFolders;
  readonly takes: Takes;
  readonly engine: EngineSupervisor;
  /** Whether a pack is on its way into the models folder. */
  readonly fetching: () => boolean;
  readonly outputsFolder: () => string;
  readonly modelsFolder: () => string;
  readonly log: Logger;
  readonly onMove: (move: FolderMove) => void;
  readonly onChange: () => void;
}

/** Joins the disk's parts to the studio: what they free, and whom they tell. */
export function openDisk(parts: OpenDiskParts): { readonly disk: Disk; readonly moves: FolderMoves } {
  const { db, access, chosen, settings, folders, takes, engine, log, onMove } = parts;
  const files = new TakeFiles(db, chosen.outputs);
  const folderOf = (kind: FolderKind) => (kind === 'outputs' ? parts.outputsFolder() : parts.modelsFolder());
  const moves = new FolderMoves({
    ...{ settings, chosen, files, access, folderOf, log, onMove },
    freeModels: async () => {
      if (process.env.COSYVOICE_STUDIO_MODELS) throw namedElsewhere();
      if (!takes.isIdle) throw stillNeeded();
      if (parts.fetching()) throw stillComing();
      await engine.unload();
    },
    onFolder: (kind, folder) => {
      log.info(`The ${kind} folder changed`, { kind, folder: personal(folder) });
      // the next engine process is told of the new folder when it starts
      if (kind === 'models') void engine.unload();
      parts.onChange();
    },
  });
  const retention = new Retention({
    ...{ files, folders, access, log },
    days: () => settings.get().keepTakesDays,
    onCleared: (takeId) => takes.wasCleared(takeId),
  });
  return { disk: new Disk({ folders, folderOf, moves, retention, access, log }), moves };
}

function stillNeeded(): StudioError {
  return new StudioError('bad-request', 'Takes are waiting or running; their packs cannot be moved.', {
    repair: 'Wait for the takes, or cancel them first.',
  });
}

function stillComing(): StudioError {
  return new StudioError('bad-request', 'A pack is on its way into the models folder.', {
    repair: 'Wait for the download, or pause it first.',
  });
}

function namedElsewhere(): StudioError {
  return new StudioError('not-supported-here', 'COSYVOICE_STUDIO_MODELS names the models folder.', {
    repair: 'Change that variable instead, or start the studio without it.',
  });
}

import type { FolderKind, FolderMove } from '#contract/disk';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { HostAbilities } from '../lib/host-abilities';
import type { Packs } from '../packs/packs';
import type { Storage } from '../storage/open-storage';
import type { Takes } from '../takes/takes';
import { Disk } from './disk';
import { diskHandlers } from './disk-handlers';
import { FolderMoves } from './folder-moves';
import { Retention } from './retention';
import { TakeFiles } from './take-files';

export interface OpenDiskParts {
  readonly storage: Storage;
  readonly takes: Takes;
  readonly engine: EngineSupervisor;
  readonly packs: Pick<Packs, 'isFetching'>;
  readonly abilities: HostAbilities;
  readonly log: Logger;
  readonly onMove: (move: FolderMove) => void;
  readonly onChange: () => void;
}

/** Joins the disk's parts to the studio: what they free, and whom they tell. */
export function openDisk({ storage, takes, engine, packs, abilities, log, onMove, onChange }: OpenDiskParts) {
  const { db, access, chosen, settings, folders } = storage;
  const files = new TakeFiles(db, chosen.outputs);
  const folderOf = (kind: FolderKind) =>
    kind === 'outputs' ? storage.outputsFolder() : storage.modelsFolder();
  const moves = new FolderMoves({
    ...{ settings, chosen, files, access, folderOf, log, onMove },
    freeModels: async () => {
      if (process.env.COSYVOICE_STUDIO_MODELS) throw namedElsewhere();
      if (!takes.isIdle) throw stillNeeded();
      if (packs.isFetching) throw stillComing();
      await engine.unload();
    },
    onFolder: (kind, folder) => {
      log.info(`The ${kind} folder changed`, { kind, folder: personal(folder) });
      // the next engine process is told of the new folder when it starts
      if (kind === 'models') void engine.unload();
      onChange();
    },
  });
  const retention = new Retention({
    ...{ files, folders, access, log },
    days: () => settings.get().keepTakesDays,
    onCleared: (takeId) => takes.wasCleared(takeId),
  });
  const disk = new Disk({ folders, folderOf, moves, retention, access, log });
  return { disk, moves, handlers: diskHandlers({ disk, abilities, settings }) };
}

function stillNeeded(): StudioError {
  return new StudioError('bad-request', { why: 'takes-under-way' });
}

function stillComing(): StudioError {
  return new StudioError('bad-request', { why: 'pack-arriving' });
}

function namedElsewhere(): StudioError {
  return new StudioError('not-supported-here', { why: 'models-variable' });
}

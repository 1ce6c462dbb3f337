import type { StudioHandlers } from '#contract/studio-api';
import type { SettingsStore } from '../storage/database/settings';
import type { Disk } from './disk';
import { notHere, type HostAbilities } from '../lib/host-abilities';

export interface DiskHandlersParts {
  readonly disk: Disk;
  readonly abilities: HostAbilities;
  readonly settings: SettingsStore;
}

/** disk: folders, old takes, the bin. */
export const diskHandlers = ({ disk, abilities, settings }: DiskHandlersParts) =>
  ({
    getDisk: () => disk.report(),
    chooseFolder: async ({ kind, moveFiles }) => {
      if (!abilities.chooseFolder) throw notHere('choose-folder', { kind });
      const folder = await abilities.chooseFolder();
      if (folder === undefined) return settings.get();
      // how a move goes on is told by events
      await disk.useFolder(kind, folder, { moveFiles });
      return settings.get();
    },
    planRetention: ({ days }) => disk.retention.plan(days),
    clearOldTakes: ({ days }) => disk.retention.clear(days),
    emptyBin: () => disk.emptyBin(),
  }) satisfies Partial<StudioHandlers>;

import type { StudioHandlers } from '#contract/studio-api';
import type { Packs } from './packs';
import { notHere, type HostAbilities } from '../lib/host-abilities';

export interface PackHandlersParts {
  readonly packs: Packs;
  readonly abilities: HostAbilities;
}

/** packs: model files, named by id. */
export const packHandlers = ({ packs, abilities }: PackHandlersParts) =>
  ({
    listPacks: () => packs.list(),
    getModelsFolder: () => packs.folder(),
    downloadPack: ({ packId, make }) => packs.download(packId, make),
    pauseDownload: async ({ packId }) => {
      await packs.pause(packId);
      return undefined;
    },
    cancelDownload: async ({ packId }) => {
      await packs.cancel(packId);
      return undefined;
    },
    findPacks: async ({ ask }) => {
      if (!ask) return packs.find(undefined);
      if (!abilities.chooseFolder) throw notHere('choose-pack');
      const folder = await abilities.chooseFolder();
      return folder === undefined ? [] : packs.find(folder);
    },
    importPack: ({ foundId, how }) => packs.import(foundId, how),
    removePack: async ({ packId }) => {
      await packs.remove(packId);
      return undefined;
    },
    restorePack: async ({ packId }) => {
      await packs.restoreRemoved(packId);
      return undefined;
    },
    clearPackBin: async () => ({ freedBytes: await packs.clearBin() }),
    verifyPack: ({ packId }) => packs.verify(packId),
  }) satisfies Partial<StudioHandlers>;

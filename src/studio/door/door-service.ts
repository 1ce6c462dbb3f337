import { isOver } from '#contract/domain';
import type { On } from '#contract/contract';
import { reportError } from '#contract/errors';
import type { StudioApi, StudioContract } from '#contract/studio-api';
import { onErrand, type Errand } from '../lib/errands';
import type { Studio } from '../studio-options';
import type { DoorService } from './door-contract';

/**
 * A studio as one command sees it: what it orders is its errand. Of takes and of the log it hears what is its own, so that a
 * hundred commands at once cost the studio a hundred times one, and not ten thousand times.
 */
export function doorService(studio: Studio, errand: Errand): DoorService {
  const { packFiles } = studio;
  const isOwn = (takeId: string | undefined) => takeId !== undefined && errand.takeIds.has(takeId);
  const on: On<StudioContract> = (event, listener) => {
    const tell = listener as (data: unknown) => void;
    if (event === 'takeChanged') return studio.on('takeChanged', (take) => isOwn(take.id) && tell(take));
    if (event === 'log')
      return studio.on('log', (entries) => {
        const own = entries.filter(({ takeId }) => isOwn(takeId));
        if (own.length > 0) tell(own);
      });
    // many times a second, for a window to show
    if (event === 'status') return () => undefined;
    return studio.on(event, listener);
  };
  return {
    on,
    api: {
      ...errandApi(studio.api, errand),
      enrolled: async () => (await studio.enrolled()).map((error) => reportError(error)),
      addManifest: async ({ text }) => ({ packId: await packFiles.addManifest(text) }),
      findPacksIn: ({ folder }) => packFiles.findIn(folder),
      packSettled: async ({ packId }) => {
        await packFiles.settled(packId);
        return undefined;
      },
      useFolder: async ({ kind, folder, moveFiles }) =>
        (await studio.useFolder(kind, folder, { moveFiles })).over,
      exportInto: async ({ folder }) => ({ folderId: await studio.exportFolder(folder) }),
      backupTo: ({ path, withTakes }) => studio.backup(path, withTakes),
      restoreFrom: ({ path }) => studio.restore(path),
      leave: async () => {
        await endErrand(studio, errand);
        studio.tellLines();
        return undefined;
      },
    },
  };
}

/** Whoever ordered takes and is gone waits for none of them: those that are not over end, kept as far as they came. */
export async function endErrand({ api }: Studio, errand: Errand): Promise<void> {
  errand.isOver = true;
  // the last first: else one that waits begins as soon as the one before it ends
  for (const takeId of [...errand.takeIds].reverse()) {
    try {
      if (!isOver(await api.getTake({ takeId }))) await api.cancelTake({ takeId });
    } catch {
      // deleted meanwhile, or its studio is closed
    }
  }
}

function errandApi(api: StudioApi, errand: Errand): StudioApi {
  const methods = Object.entries(api).map(([name, method]) => {
    const ask = method as (...given: readonly unknown[]) => unknown;
    return [name, (...given: readonly unknown[]) => onErrand(errand, () => ask(...given))] as const;
  });
  return Object.fromEntries(methods) as unknown as StudioApi;
}

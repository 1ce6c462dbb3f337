import type { StudioHandlers } from '#contract/studio-api';
import type { DoorKeys } from './door-keys';

/** doors: keys by which other programs come in. */
export const doorHandlers = ({ keys }: { readonly keys: DoorKeys }) =>
  ({
    listDoorKeys: () => keys.list(),
    addDoorKey: ({ name }) => keys.add(name),
    renewDoorKey: ({ keyId }) => keys.renew(keyId),
    removeDoorKey: async ({ keyId }) => {
      await keys.remove(keyId);
      return undefined;
    },
  }) satisfies Partial<StudioHandlers>;

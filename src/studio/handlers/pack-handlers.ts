import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** packs: model files, named by id. */
export const packHandlers = ({ packs }: HandlerParts) =>
  ({
    listPacks: () => packs.list(),
    verifyPack: ({ packId }) => packs.verify(packId),
  }) satisfies Partial<StudioHandlers>;

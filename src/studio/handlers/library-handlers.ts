import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** library: all of it, checked and mended. */
export const libraryHandlers = ({ library }: HandlerParts) =>
  ({
    verifyLibrary: () => library.verify(),
    repairLibrary: () => library.repair(),
  }) satisfies Partial<StudioHandlers>;

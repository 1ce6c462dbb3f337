import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** The support bundle: looked at first, then written. */
export const bundleHandlers = ({ bundles }: HandlerParts) =>
  ({
    prepareBundle: ({ takeId, includeText }) => bundles.prepare(takeId, includeText),
    getBundle: ({ bundleId }) => bundles.zip(bundleId),
  }) satisfies Partial<StudioHandlers>;

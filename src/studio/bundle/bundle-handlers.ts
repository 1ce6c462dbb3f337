import type { StudioHandlers } from '#contract/studio-api';
import type { SupportBundles } from './support-bundle';

/** The support bundle: looked at first, then written. */
export const bundleHandlers = ({ bundles }: { readonly bundles: SupportBundles }) =>
  ({
    prepareBundle: ({ takeId, includeText }) => bundles.prepare(takeId, includeText),
    getBundle: ({ bundleId }) => bundles.zip(bundleId),
  }) satisfies Partial<StudioHandlers>;

import type { StudioHandlers } from '#contract/studio-api';
import type { ApiKeys } from './api-keys';

/** Keys by which other programs come in. */
export const apiKeyHandlers = ({ keys }: { readonly keys: ApiKeys }) =>
  ({
    listApiKeys: () => keys.list(),
    addApiKey: ({ name }) => keys.add(name),
    renewApiKey: ({ keyId }) => keys.renew(keyId),
    removeApiKey: async ({ keyId }) => {
      await keys.remove(keyId);
      return undefined;
    },
  }) satisfies Partial<StudioHandlers>;

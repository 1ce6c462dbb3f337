import type { VoiceFacets } from '#contract/voices';
import { useQuery } from '../../state/use-query';

const none: VoiceFacets = { tags: [], languages: [] };
const changedBy = ['voicesChanged'] as const;

/** @returns the tags and languages in use, kept current; without an answer there is nothing to narrow down by */
export function useVoiceFacets(): VoiceFacets {
  return useQuery('facets', (api) => api.listVoiceFacets(), changedBy).data ?? none;
}

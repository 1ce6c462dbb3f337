import { useEffect, useState } from 'react';
import type { VoiceFacets } from '#contract/voices';
import { useStudio } from '../../state/studio';

const none: VoiceFacets = { tags: [], languages: [] };

/** @returns the tags and languages in use, kept current */
export function useVoiceFacets(): VoiceFacets {
  const { api, on } = useStudio();
  const [facets, setFacets] = useState(none);
  useEffect(() => {
    let current = true;
    const load = () =>
      void api.listVoiceFacets().then(
        (found) => current && setFacets(found),
        // without an answer there is nothing to narrow down by; the list itself says what is wrong
        () => undefined,
      );
    load();
    const stop = on('voicesChanged', load);
    return () => {
      current = false;
      stop();
    };
  }, [api, on]);
  return facets;
}

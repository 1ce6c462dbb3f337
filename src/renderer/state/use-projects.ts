import { useCallback, useEffect, useState } from 'react';
import type { Project } from '#contract/projects';
import { StudioError } from '#contract/errors';
import { useConnectionGeneration } from './connection';
import { useStudio } from './studio';

/** The projects, the inbox first; kept current. */
export function useProjects(): {
  readonly projects: readonly Project[] | undefined;
  readonly error: StudioError | undefined;
} {
  const { api, on } = useStudio();
  const generation = useConnectionGeneration();
  const [projects, setProjects] = useState<readonly Project[]>();
  const [error, setError] = useState<StudioError>();
  const load = useCallback(
    () =>
      void api.listProjects().then(
        (found) => {
          setProjects(found);
          setError(undefined);
        },
        (thrown: unknown) => setError(StudioError.from(thrown)),
      ),
    [api],
  );
  useEffect(() => {
    if (generation === 0) return;
    load();
    return on('projectsChanged', load);
  }, [generation, load, on]);
  return { projects, error };
}

import type { StudioError } from '#contract/errors';
import type { Project } from '#contract/projects';
import { useQuery } from './use-query';

const changedBy = ['projectsChanged'] as const;

/** The projects, the inbox first; kept current. */
export function useProjects(): {
  readonly projects: readonly Project[] | undefined;
  readonly error: StudioError | undefined;
} {
  const { data, error } = useQuery('projects', (api) => api.listProjects(), changedBy);
  return { projects: data, error };
}

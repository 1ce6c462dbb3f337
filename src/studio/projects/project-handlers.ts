import type { StudioHandlers } from '#contract/studio-api';
import { ensureFolder } from '../storage/files/files';
import type { Projects } from './projects';
import { notHere, type HostAbilities } from '../lib/host-abilities';

export interface ProjectHandlersParts {
  readonly projects: Projects;
  readonly abilities: HostAbilities;
}

/** project: a script, and what its takes start from. */
export const projectHandlers = ({ projects, abilities }: ProjectHandlersParts) =>
  ({
    listProjects: () => projects.list(),
    getProject: ({ projectId }) => projects.require(projectId),
    createProject: ({ name }) => projects.create(name),
    changeProject: ({ projectId, ...change }) => projects.change(projectId, change),
    archiveProject: ({ projectId, archived }) => projects.setArchived(projectId, archived),
    duplicateProject: ({ projectId }) => projects.duplicate(projectId),
    deleteProject: ({ projectId }) => {
      projects.remove(projectId);
      return undefined;
    },
    restoreProject: ({ projectId }) => projects.restore(projectId),
    chooseProjectFolder: async ({ projectId }) => {
      if (!abilities.chooseFolder) throw notHere('choose-project');
      const folder = await abilities.chooseFolder();
      if (folder === undefined) return projects.require(projectId);
      await ensureFolder(folder);
      return projects.setFolder(projectId, folder);
    },
  }) satisfies Partial<StudioHandlers>;

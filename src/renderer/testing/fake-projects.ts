import type { Emit } from '#contract/contract';
import type { Take } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { DEFAULT_NAMING } from '#contract/naming';
import type { Project } from '#contract/projects';
import type { StudioApi, StudioContract } from '#contract/studio-api';
import type { FakeVoices } from './fake-voices';
import { without } from './without';

type ProjectCalls = Pick<
  StudioApi,
  | 'listProjects'
  | 'getProject'
  | 'createProject'
  | 'changeProject'
  | 'chooseProjectFolder'
  | 'archiveProject'
  | 'duplicateProject'
  | 'deleteProject'
  | 'restoreProject'
  | 'assignTakes'
  | 'listBin'
  | 'deleteForGood'
  | 'searchLibrary'
>;

export interface FakeProjectsParts {
  readonly emit: Emit<StudioContract>;
  readonly voices: FakeVoices;
  readonly deletedTakes: () => readonly Take[];
  readonly forgetTakes: (takeIds: readonly string[]) => void;
}

function fakeProject(over: Partial<Project> = {}): Project {
  return {
    ...{ id: 'inbox', name: 'Inbox', createdAt: '2026-01-01T00:00:00.000Z', notes: '' },
    ...{ naming: DEFAULT_NAMING, defaults: {}, voiceIds: [], takeCount: 0, lineCount: 0, firstWords: '' },
    ...over,
  };
}

/** Projects in memory, and the bin. */
export function fakeProjects(parts: FakeProjectsParts): ProjectCalls {
  const { emit, voices, deletedTakes, forgetTakes } = parts;
  let projects: readonly Project[] = [fakeProject()];
  const deleted = new Map<string, Project>();
  let nextId = 1;

  const find = (projectId: string): Project => {
    const found = projects.find(({ id }) => id === projectId);
    if (found) return found;
    throw new StudioError('project-not-found', { projectId });
  };
  const put = (project: Project): Project => {
    const known = projects.some(({ id }) => id === project.id);
    projects = known
      ? projects.map((each) => (each.id === project.id ? project : each))
      : [projects[0]!, project, ...projects.slice(1)];
    emit('projectsChanged', { projectId: project.id });
    return project;
  };

  return {
    listProjects: async () => [...projects],
    getProject: async ({ projectId }) => find(projectId),
    createProject: async ({ name }) => put(fakeProject({ id: `project-${nextId++}`, name })),
    changeProject: async ({ projectId, folder, ...change }) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const project = folder === null ? without(find(projectId), 'folder') : find(projectId);
      return put({ ...project, ...Object.fromEntries(given) });
    },
    chooseProjectFolder: async ({ projectId }) => put({ ...find(projectId), folder: '/srv/studio/Book' }),
    archiveProject: async ({ projectId, archived }) =>
      put({
        ...without(find(projectId), 'archivedAt'),
        ...(archived ? { archivedAt: new Date().toISOString() } : {}),
      }),
    duplicateProject: async ({ projectId }) =>
      put({ ...find(projectId), id: `project-${nextId++}`, name: `${find(projectId).name} 2`, takeCount: 0 }),
    deleteProject: async ({ projectId }) => {
      deleted.set(projectId, find(projectId));
      projects = projects.filter(({ id }) => id !== projectId);
      emit('projectsChanged', { projectId });
      return undefined;
    },
    restoreProject: async ({ projectId }) => {
      const project = deleted.get(projectId) ?? find(projectId);
      deleted.delete(projectId);
      return put(project);
    },
    assignTakes: async () => undefined,
    listBin: async () => ({
      voices: voices.deleted().map((voice) => ({ voice, deletedAt: new Date().toISOString() })),
      prompts: [],
      projects: [...deleted.values()].map((project) => ({ project, deletedAt: new Date().toISOString() })),
      takes: deletedTakes().map((take) => ({ take, deletedAt: new Date().toISOString(), hasAudio: true })),
      takeCount: deletedTakes().length,
    }),
    deleteForGood: async ({ voiceIds = [], projectIds = [], takeIds = [], allTakes = false }) => {
      forgetTakes(allTakes ? deletedTakes().map(({ id }) => id) : takeIds);
      for (const id of voiceIds) voices.forget(id);
      for (const id of projectIds) deleted.delete(id);
      return undefined;
    },
    searchLibrary: async ({ text }) =>
      voices
        .all()
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
        .map(({ id, name, transcript }) => ({ kind: 'voice', id, name, detail: transcript })),
  };
}

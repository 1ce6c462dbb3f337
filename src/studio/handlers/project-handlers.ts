import type { SearchHit, SearchKind } from '#contract/search';
import type { StudioHandlers } from '#contract/studio-api';
import { ensureFolder } from '../storage/files/files';
import { speakScript } from '../takes/script-takes';
import type { HandlerParts } from './handler-parts';
import { notHere } from '../lib/host-abilities';

/** project: voices, a script and its takes; the bin; and finding anything by its words. */
export const projectHandlers = (parts: HandlerParts) => {
  const { projects, voices, takes, takeBin, abilities, search, log } = parts;
  const hits: Record<SearchKind, (ids: readonly string[]) => SearchHit[]> = {
    voice: (ids) =>
      voices.some(ids).map(({ id, name, transcript }) => ({ kind: 'voice', id, name, detail: transcript })),
    take: (ids) =>
      takes.some(ids).map(({ id, name, recipe }) => {
        const { text, voiceName } = recipe;
        return { kind: 'take', id, name: name === '' ? text : name, detail: voiceName };
      }),
    project: (ids) =>
      ids.map((id) => {
        const { name, script } = projects.require(id);
        return { kind: 'project', id, name, detail: script.split('\n')[0] ?? '' };
      }),
  };
  return {
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
      if (!abilities.chooseFolder)
        throw notHere('choose a folder', 'Leave the project in the studio’s folder.');
      const folder = await abilities.chooseFolder();
      if (folder === undefined) return projects.require(projectId);
      await ensureFolder(folder);
      return projects.setFolder(projectId, folder);
    },
    speakScript: (request) => speakScript(parts, request),
    assignTakes: ({ takeIds, projectId }) => {
      takes.assign(takeIds, projectId);
      return undefined;
    },

    listBin: () => ({
      voices: voices.bin.voices(),
      prompts: voices.bin.prompts(),
      projects: projects.deleted(),
      ...takeBin.list(),
    }),
    deleteForGood: async ({ voiceIds, promptIds, projectIds, takeIds, allTakes }) => {
      for (const id of voiceIds) await voices.bin.deleteVoice(id);
      for (const id of promptIds) await voices.bin.deletePrompt(id);
      for (const id of projectIds) projects.deleteForGood(id);
      const gone = await takeBin.deleteForGood(allTakes ? 'all' : takeIds);
      if (gone > 0) log.logger('studio').info('Takes deleted for good', { takes: gone });
      return undefined;
    },

    searchLibrary: ({ text, kinds = ['voice', 'project', 'take'], limit }) =>
      kinds.flatMap((kind) => hits[kind](search.find(kind, text, limit))),
  } satisfies Partial<StudioHandlers>;
};

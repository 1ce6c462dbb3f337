import type { SearchHit, SearchKind } from '#contract/search';
import type { StudioHandlers } from '#contract/studio-api';
import type { Projects } from '../projects/projects';
import type { SearchIndex } from '../storage/database/search-index';
import type { Takes } from '../takes/takes';
import type { Voices } from '../voices/voices';

export interface SearchHandlersParts {
  readonly search: SearchIndex;
  readonly voices: Voices;
  readonly takes: Takes;
  readonly projects: Projects;
  /** Nothing may be written: the index is as it was left. */
  readonly readOnly: boolean;
}

/** search: anything of the library by its words. */
export const searchHandlers = ({ search, voices, takes, projects, readOnly }: SearchHandlersParts) => {
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
        const { name, firstWords } = projects.require(id);
        return { kind: 'project', id, name, detail: firstWords };
      }),
  };
  return {
    searchLibrary: ({ text, kinds = ['voice', 'project', 'take'], limit }) => {
      if (!readOnly) projects.catchUp();
      return kinds.flatMap((kind) => hits[kind](search.find(kind, text, limit)));
    },
  } satisfies Partial<StudioHandlers>;
};

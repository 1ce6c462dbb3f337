import type { Logger } from '#contract/logger';
import type { StudioHandlers } from '#contract/studio-api';
import type { Projects } from '../projects/projects';
import type { TakeBin } from '../takes/take-bin';
import type { Voices } from '../voices/voices';

export interface BinHandlersParts {
  readonly voices: Voices;
  readonly projects: Projects;
  readonly takeBin: TakeBin;
  readonly log: Logger;
}

/** bin: what was deleted and can come back, or go for good. */
export const binHandlers = ({ voices, projects, takeBin, log }: BinHandlersParts) =>
  ({
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
      if (gone > 0) log.info('Takes deleted for good', { takes: gone });
      return undefined;
    },
  }) satisfies Partial<StudioHandlers>;

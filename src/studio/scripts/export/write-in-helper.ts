import type { ProgrammeJob, ProgrammeProgress, ProgrammeReport } from '#contract/programme';
import { withHelper } from '../../programs/helper';
import type { Programs } from '../../programs/programs';

/** Writes a programme's files. Those that were begun stay behind when it fails or is stopped. */
export type WriteProgramme = (
  job: ProgrammeJob,
  how: { readonly onProgress: (progress: ProgrammeProgress) => void; readonly signal: AbortSignal },
) => Promise<ProgrammeReport | undefined>;

/** In a helper process: it keeps a core busy for minutes. */
export const writeInHelper =
  (programs: Programs | undefined): WriteProgramme =>
  async (job, { onProgress, signal }) => {
    const { report } = await withHelper(
      programs,
      ({ api, on }) => {
        on('writing', onProgress);
        return api.writeProgramme(job);
      },
      { signal },
    );
    return report;
  };

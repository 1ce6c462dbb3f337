import { withHelper } from '../../programs/helper';
import type { Programs } from '../../programs/programs';
import type { Compile } from './pack-making';

/** Compiles in a helper process: it keeps a core busy for minutes. Ended, it leaves what it finished to the next run. */
export const compileInHelper =
  (programs: Programs | undefined): Compile =>
  (request, { onProgress, signal }) =>
    withHelper(
      programs,
      ({ api, on }) => {
        on('compiling', onProgress);
        return api.compile(request);
      },
      { signal },
    );

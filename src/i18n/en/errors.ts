import type { ErrorCode } from '#contract/errors';
import type { CodeWords } from '../code-words';
import { engineErrors } from './errors/engine';
import { soundErrors } from './errors/sound';
import { voicesErrors } from './errors/voices';
import { scriptsErrors } from './errors/scripts';
import { takesErrors } from './errors/takes';
import { libraryErrors } from './errors/library';
import { checkpointErrors } from './errors/checkpoints';
import { packsErrors } from './errors/packs';
import { hostsErrors } from './errors/hosts';

/**
 * What went wrong, by code. `title` never needs a number; `detail` holds sentences, one a line: the first whose values the
 * error carries is said; `repair` says what to do; `why` has the words of single reasons.
 */
export const errors = {
  card: {
    retry: 'Try again',
    showLog: 'Show the log lines',
    details: 'Technical details',
    copy: 'Copy details',
    copied: 'Copied',
    dismiss: 'Dismiss',
    code: 'Code',
  },
  codes: {
    ...engineErrors,
    ...soundErrors,
    ...voicesErrors,
    ...scriptsErrors,
    ...takesErrors,
    ...libraryErrors,
    ...checkpointErrors,
    ...packsErrors,
    ...hostsErrors,
  } satisfies Record<ErrorCode, CodeWords>,
};

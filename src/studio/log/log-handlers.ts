import type { StudioHandlers } from '#contract/studio-api';
import { personal } from '#contract/personal';
import type { StudioLog } from './log';
import { revealer, type HostAbilities } from '../lib/host-abilities';

export interface LogHandlersParts {
  readonly log: StudioLog;
  readonly abilities: HostAbilities;
  readonly onErased: () => void;
}

/** log: what happened, and what the window adds to it. */
export const logHandlers = ({ log, abilities, onErased }: LogHandlersParts) => {
  const reveal = revealer(abilities);
  return {
    readLog: (query) => log.read(query),
    scanLog: (scan) => log.scan(scan),
    surveyLog: (query) => log.survey(query),
    eraseLog: () => {
      log.erase();
      onErased();
      log.logger('studio').info('The log was erased');
      return undefined;
    },
    writeLog: ({ level, message, takeId }) => {
      log.logger('window')[level](personal(message), { takeId });
      return undefined;
    },
    revealLog: () => reveal(log.file),
  } satisfies Partial<StudioHandlers>;
};

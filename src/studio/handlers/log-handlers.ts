import type { StudioHandlers } from '#contract/studio-api';
import { personal } from '#contract/personal';
import type { HandlerParts } from './handler-parts';
import { revealer } from '../lib/host-abilities';

/** log: what happened, and what the window adds to it. */
export const logHandlers = ({ log, abilities, emit }: HandlerParts) => {
  const reveal = revealer(abilities);
  return {
    readLog: (query) => log.read(query),
    scanLog: (scan) => log.scan(scan),
    eraseLog: () => {
      log.erase();
      emit('logErased', undefined);
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

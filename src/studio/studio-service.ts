import type { On } from '#contract/contract';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { parseInput } from '#contract/rpc';
import {
  studioContract,
  type StudioApi,
  type StudioContract,
  type StudioHandlers,
  type StudioService,
} from '#contract/studio-api';
import { onlyLooking } from './library/read-only';

export interface ServiceParts {
  readonly handlers: StudioHandlers;
  readonly on: On<StudioContract>;
  readonly log: Logger;
  readonly readOnly: boolean;
  /** What is asked while the studio closes finds nothing to work with any more. */
  readonly isClosing: () => boolean;
  /** Another library takes this one's place in a moment. */
  readonly isReplaced: () => boolean;
  /** @throws StudioError 'library-gone' before a change that nobody could keep */
  readonly requireStillThere: () => void;
  /** Told the input of every call that may change something, before it is answered. */
  readonly onCall: (input: unknown) => void;
}

/**
 * The handlers as a service. Inputs are parsed here, whether the call came through a port or from this process, and
 * every refusal is a line of the log.
 */
export function createStudioService({
  handlers,
  on,
  log,
  readOnly,
  isClosing,
  isReplaced,
  requireStillThere,
  onCall,
}: ServiceParts): StudioService {
  const api = Object.entries(studioContract.calls).map(([name, spec]) => {
    const handler = handlers[name as keyof StudioHandlers] as (input: unknown) => unknown;
    const answer = async (input: unknown) => {
      try {
        if (isClosing()) throw closing();
        if (isReplaced() && !spec.looksOnly) throw closing();
        if (readOnly && !spec.looksOnly) throw onlyLooking(name);
        if (!spec.looksOnly) requireStillThere();
        const parsed = parseInput(name, spec.input, input);
        if (!spec.looksOnly) onCall(parsed);
        return await handler(parsed);
      } catch (thrown) {
        const error = isClosing() ? closing(thrown) : StudioError.from(thrown);
        if (!isClosing()) tell(log, name, error, spec.looksOnly);
        throw error;
      }
    };
    return [name, answer] as const;
  });
  return { api: Object.fromEntries(api) as unknown as StudioApi, on };
}

function tell(log: Logger, name: string, error: StudioError, looksOnly: boolean): void {
  const facts = { call: name, code: error.code, said: error.said, ...error.values };
  if (error.code === 'internal')
    log.error(`${name} failed: ${error.message}`, { ...facts, stack: error.stack });
  // to look for what is gone is no mistake
  else if (looksOnly && error.code.endsWith('-not-found')) log.debug(`${name}: ${error.message}`, facts);
  else log.warn(`${name} refused: ${error.message}`, facts);
}

/** @param cause what it met when its studio was taken from under it */
function closing(cause?: unknown): StudioError {
  return new StudioError('cancelled', 'The studio is closing.', { cause });
}

import { isStream, type On } from '#contract/contract';
import { StudioError, loggedFacts } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import type { Logger } from '#contract/logger';
import { parseInput } from '#contract/rpc';
import {
  studioContract,
  type StudioApi,
  type StudioContract,
  type StudioHandlers,
  type StudioService,
} from '#contract/studio-api';
import { onlyLooking } from './storage/database/read-only';
import { errorLine } from './log/english';

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
}: ServiceParts): StudioService {
  const api = Object.entries(studioContract.calls).map(([name, spec]) => {
    const handler = handlers[name as keyof StudioHandlers] as (...given: readonly unknown[]) => unknown;
    const enter = (input: unknown) => {
      if (isClosing()) throw closing();
      if (isReplaced() && !spec.looksOnly) throw closing();
      if (readOnly && !spec.looksOnly) throw onlyLooking(name);
      if (!spec.looksOnly) requireStillThere();
      return parseInput(name, spec.input, input);
    };
    const refused = (thrown: unknown) => {
      const error = isClosing() ? closing(thrown) : StudioError.from(thrown);
      if (!isClosing()) tell(log, name, error, spec.looksOnly);
      return error;
    };
    const answer = async (input: unknown) => {
      try {
        return await handler(enter(input));
      } catch (thrown) {
        throw refused(thrown);
      }
    };
    const items = async function* (input: unknown, signal = new AbortController().signal) {
      try {
        return yield* handler(enter(input), signal) as ItemStream<unknown, unknown>;
      } catch (thrown) {
        throw refused(thrown);
      }
    };
    return [name, isStream(spec) ? items : answer] as const;
  });
  return { api: Object.fromEntries(api) as unknown as StudioApi, on };
}

function tell(log: Logger, call: string, error: StudioError, looksOnly: boolean): void {
  const facts = { call, ...loggedFacts(error) };
  const words = errorLine(error);
  if (error.code === 'internal') log.error(`${call} failed: ${words}`, { ...facts, cause: error });
  // to look for what is gone is no mistake
  else if (looksOnly && error.code.endsWith('-not-found')) log.debug(`${call}: ${words}`, facts);
  else log.warn(`${call} refused: ${words}`, facts);
}

/** @param cause what it met when its studio was taken from under it */
function closing(cause?: unknown): StudioError {
  return new StudioError('cancelled', { why: 'closing' }, cause);
}

import { StudioError } from '#contract/errors';

/** @returns why a call that would change the library is not answered while it is open for looking only */
export function onlyLooking(call: string): StudioError {
  return new StudioError('library-read-only', { call });
}

import { StudioError } from '#contract/errors';

/** @returns why a call that would change the library is not answered while it is open for looking only */
export function onlyLooking(call: string): StudioError {
  return new StudioError(
    'library-read-only',
    `${call} is not possible: the library is open for looking only.`,
    {
      repair:
        'Use the studio that has the library open, or close it first; a disk that is mounted read-only must take files first.',
      values: { call },
    },
  );
}

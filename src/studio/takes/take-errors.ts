import { StudioError } from '#contract/errors';

/** The audio was taken away to save space; the take and its recipe are kept. */
export function cleared(takeId: string, clearedAt: string): StudioError {
  const day = clearedAt.slice(0, 10);
  return new StudioError(
    'take-has-no-audio',
    `The audio of take ${takeId.slice(0, 8)} was cleared on ${day}.`,
    {
      repair: 'Bring it back from the bin, or make it again with its recipe.',
      values: { takeId, clearedAt: day },
    },
  );
}

export function gone(takeId: string): StudioError {
  return new StudioError(
    'file-not-found',
    `The audio of take ${takeId.slice(0, 8)} is not in the bin any more.`,
    {
      repair: 'Make it again with its recipe; the seed is kept.',
      values: { takeId },
    },
  );
}

export function cancellation(): StudioError {
  return new StudioError('cancelled', 'The take was cancelled.');
}

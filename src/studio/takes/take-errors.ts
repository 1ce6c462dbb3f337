import { StudioError } from '#contract/errors';

/** The audio was taken away to save space; the take and its recipe are kept. */
export function cleared(takeId: string, clearedAt: string): StudioError {
  const day = clearedAt.slice(0, 10);
  return new StudioError('take-has-no-audio', { why: 'cleared', takeId, clearedAt: day });
}

export function gone(takeId: string): StudioError {
  return new StudioError('file-not-found', { why: 'binned-audio', takeId });
}

export function cancellation(): StudioError {
  return new StudioError('cancelled');
}

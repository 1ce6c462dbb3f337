import type { Take } from '#contract/domain';
import { reviveError, StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/**
 * Starts a take and waits for its end.
 * @throws StudioError why it could not start, or why it failed
 */
export async function finishedTake(studio: StudioService, start: () => Promise<Take>): Promise<Take> {
  const ended = new Map<string, Take>();
  let arrived: () => void = () => undefined;
  const stop = studio.on('takeChanged', (take) => {
    if (take.state === 'queued' || take.state === 'running') return;
    ended.set(take.id, take);
    arrived();
  });
  try {
    const { id } = await start();
    let take = ended.get(id);
    while (!take) {
      await new Promise<void>((resolve) => (arrived = resolve));
      take = ended.get(id);
    }
    return requireDone(take);
  } finally {
    stop();
  }
}

/** @returns a take that is over, when it came to its end. @throws StudioError why it did not */
export function requireDone(take: Take): Take {
  if (take.state === 'done') return take;
  throw take.error ? reviveError(take.error) : new StudioError('cancelled');
}

import { isOver, type Take } from '#contract/domain';
import { reviveError, StudioError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';

/**
 * Starts takes and waits until each of them is over, however it ends.
 * @param onEnd told of each as it ends, with how many are over
 */
export async function endedTakes(
  studio: StudioService,
  start: () => Promise<readonly Take[]>,
  onEnd: (take: Take, over: number, of: number) => void = () => undefined,
): Promise<Take[]> {
  const ended = new Map<string, Take>();
  let arrived: () => void = () => undefined;
  const stop = studio.on('takeChanged', (take) => {
    if (!isOver(take)) return;
    ended.set(take.id, take);
    arrived();
  });
  try {
    const started = await start();
    const told = new Set<string>();
    for (;;) {
      const over = started.flatMap(({ id }) => ended.get(id) ?? []);
      for (const take of over) if (!told.has(take.id)) onEnd(take, told.add(take.id).size, started.length);
      if (over.length === started.length) return over;
      await new Promise<void>((resolve) => (arrived = resolve));
    }
  } finally {
    stop();
  }
}

/**
 * Starts a take and waits for its end.
 * @throws StudioError why it could not start, or why it failed
 */
export async function finishedTake(studio: StudioService, start: () => Promise<Take>): Promise<Take> {
  const [take] = await endedTakes(studio, async () => [await start()]);
  return requireDone(take!);
}

/** @returns a take that is over, when it came to its end. @throws StudioError why it did not */
export function requireDone(take: Take): Take {
  if (take.state === 'done') return take;
  throw take.error ? reviveError(take.error) : new StudioError('cancelled');
}

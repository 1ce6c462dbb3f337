import { isOver, type Take } from '#contract/domain';
import { reviveError } from '#contract/errors';
import type { StudioService } from '#contract/studio-api';
import { comparison, startComparison, withBlind } from './blind-comparison';

/**
 * The same take with two packs, blind: only what a pack changes is left to hear.
 * @throws StudioError why the other take could not be made; nothing is compared when it was cancelled
 */
export async function compareWithPack({ api, on }: StudioService, take: Take, packId: string): Promise<void> {
  const ended = new Map<string, Take>();
  let wake: () => void = () => undefined;
  const stop = on('takeChanged', (changed) => {
    if (!isOver(changed)) return;
    ended.set(changed.id, changed);
    wake();
  });
  try {
    const { id } = await api.repeatTake({ takeId: take.id, seed: 'same', changes: { packId } });
    while (!ended.has(id)) await new Promise<void>((resolve) => (wake = resolve));
    const other = ended.get(id);
    if (other?.error) throw reviveError(other.error);
    if (other?.state === 'done') comparison.set(withBlind(startComparison([take.id, id]), true));
  } finally {
    stop();
  }
}

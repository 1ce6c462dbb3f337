import { useEffect } from 'react';
import { useLive } from '../../state/live';
import { useStudio } from '../../state/studio';
import { isHearable, isMade, takeSound } from '../../state/take-sound';
import { takeInHand } from '../../lib/navigation';
import { player } from '../../lib/player';
import { createStore, useStore } from '../../lib/store';
import { heard } from './ab-slots';

/** The take that this window asked for last, until it is heard. */
export const awaitedTake = createStore<string | undefined>(undefined);

/** Plays what this window asked for as soon as there is enough of it; never over something else that plays. */
export function usePlayAtOnce(): void {
  const studio = useStudio();
  const { settings } = useLive();
  const takeId = useStore(awaitedTake);
  const wanted = settings?.playAtOnce === true;
  useEffect(() => {
    if (takeId === undefined || !wanted) return;
    let current = true;
    const look = (take: Parameters<typeof isHearable>[0]) => {
      if (!current || take.id !== takeId || take.state === 'queued') return;
      const { status } = player.getState();
      const idle = status === 'idle' || status === 'paused';
      if (isMade(take) && (take.audioSec ?? 0) === 0) return;
      awaitedTake.set(undefined);
      if (!idle || !isHearable(take) || take.state === 'cancelled' || take.state === 'failed') return;
      heard(takeId);
      takeInHand.set(takeId);
      void player.play(takeSound(studio, take), { fromSec: 0 });
    };
    const stop = studio.on('takeChanged', look);
    // it may have been quicker than this window
    studio.api.getTake({ takeId }).then(look, () => undefined);
    return () => {
      current = false;
      stop();
    };
  }, [studio, takeId, wanted]);
}

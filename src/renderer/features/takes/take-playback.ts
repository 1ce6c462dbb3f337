import { useMemo } from 'react';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { takeSound } from '../../state/take-sound';
import { usePlayback, type Playback } from '../../lib/player-hook';

/** A take in the window's loudspeaker, also while it is made; its audio is fetched when it is first played. */
export function useTakePlayback(take: Take): Playback {
  const studio = useStudio();
  return usePlayback(useMemo(() => takeSound(studio, take), [studio, take]));
}

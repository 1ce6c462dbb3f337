import { useCallback } from 'react';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { usePlayback, type Playback } from '../../lib/player-hook';

/** @returns the player's name for a take. */
export const soundOf = (takeId: string): string => `take:${takeId}`;

/** A take in the window's loudspeaker; its audio is fetched when it is first played. */
export function useTakePlayback(take: Take): Playback {
  const { api } = useStudio();
  const load = useCallback(() => api.getTakeAudio({ takeId: take.id }), [api, take.id]);
  return usePlayback({ key: soundOf(take.id), durationSec: take.audioSec ?? 0, load });
}

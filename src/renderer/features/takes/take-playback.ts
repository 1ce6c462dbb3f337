import { useCallback } from 'react';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { usePlayback, type Playback } from '../../lib/player-hook';

/** @returns the player's name for a take. */
export const soundOf = (takeId: string): string => `take:${takeId}`;

/** @returns what a take is called where there is one line for it. */
export const titleOf = ({ name, recipe }: Take): string => (name === '' ? recipe.text : name);

/** A take in the window's loudspeaker; its audio is fetched when it is first played. */
export function useTakePlayback(take: Take): Playback {
  const { api } = useStudio();
  const load = useCallback(() => api.getTakeAudio({ takeId: take.id }), [api, take.id]);
  return usePlayback({ key: soundOf(take.id), title: titleOf(take), durationSec: take.audioSec ?? 0, load });
}

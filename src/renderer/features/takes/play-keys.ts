import { useCallback } from 'react';
import type { Take } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { isHearable, soundOf, takeSound } from '../../state/take-sound';
import { takeInHand } from '../../lib/navigation';
import { player } from '../../lib/player';
import { compared, heard } from './ab-slots';
import { foldsLines } from './fold-lines';
import { listRows } from './list-rows';
import { shownTakes, takesStoreOf } from './takes-store';

export interface PlayKeys {
  /** Plays or pauses a take by its place, 1 is on top. */
  readonly playNumber: (number: number) => void;
  /** Plays the take above or below of what plays; the newest when none of the list does. */
  readonly playBeside: (step: -1 | 1) => void;
  /** Plays one of the two takes heard last, from where the other one is. */
  readonly playSlot: (slot: 'a' | 'b') => void;
}

/** Playing takes from the keyboard, wherever the focus is. */
export function usePlayKeys(): PlayKeys {
  const studio = useStudio();
  const rows = useCallback(() => {
    const { takes } = (shownTakes.get() ?? takesStoreOf(studio)).get();
    const { running, rest } = listRows(takes, foldsLines.get());
    return [...running, ...rest].map(({ take }) => take);
  }, [studio]);
  const toggle = useCallback(
    (take: Take | undefined) => {
      if (!take || !isHearable(take)) return;
      heard(take.id);
      takeInHand.set(take.id);
      player.toggle(takeSound(studio, take));
    },
    [studio],
  );
  const playNumber = useCallback((number: number) => toggle(rows()[number - 1]), [rows, toggle]);
  const playBeside = useCallback(
    (step: -1 | 1) => {
      const hearable = rows().filter(isHearable);
      const at = hearable.findIndex(({ id }) => soundOf(id) === player.getState().key);
      toggle(hearable[at < 0 ? 0 : at + step]);
    },
    [rows, toggle],
  );
  const playSlot = useCallback(
    (slot: 'a' | 'b') => {
      const pair = compared.get();
      const take = takesStoreOf(studio)
        .get()
        .takes.find((each) => each.id === pair[slot]);
      const other = pair[slot === 'a' ? 'b' : 'a'];
      if (!take || !isHearable(take) || other === undefined) return;
      const fromSec = player.position(soundOf(other));
      takeInHand.set(take.id);
      void player.play(
        takeSound(studio, take),
        fromSec > 0 && fromSec < (take.audioSec ?? 0) ? { fromSec } : {},
      );
    },
    [studio],
  );
  return { playNumber, playBeside, playSlot };
}

/** @returns makes the take in hand a favourite, or takes it back. */
export function useFavouriteKey(): () => void {
  const studio = useStudio();
  return useCallback(() => {
    const take = takesStoreOf(studio)
      .get()
      .takes.find(({ id }) => id === takeInHand.get());
    if (!take) return;
    // a row that shows the take shows its failures; a key press has no place to tell one
    studio.api
      .changeTakes({ takeIds: [take.id], change: { favourite: !take.favourite } })
      .catch(() => undefined);
  }, [studio]);
}

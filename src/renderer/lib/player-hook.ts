import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Span } from '#contract/domain';
import type { StudioError } from '#contract/errors';
import type { Playable } from './playable';
import { player, type PlayerState, type PlayStatus } from './player';
import type { Extent } from './stream-play';

/** The state of the window's loudspeaker. */
export function usePlayer(): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getState);
}

/** One sound as a row or a waveform sees it. */
export interface Playback {
  /** In hand: its position counts, playing or paused. */
  readonly active: boolean;
  readonly status: PlayStatus;
  readonly startsInSec: number | undefined;
  readonly error: StudioError | undefined;
  /** Seconds; read it every frame while playing. */
  position(): number;
  toggle(options?: { readonly loop?: Span }): void;
  /** Plays from a second on. */
  playFrom(sec: number): void;
  seek(sec: number): void;
  /** Spread on the element that stands for the sound: Space then plays it. */
  readonly focusProps: { readonly onFocusCapture: () => void };
}

/**
 * @param playable what to play; `key` decides whether it is the same sound, `load` may be a new function every time
 */
export function usePlayback(playable: Playable): Playback {
  const state = usePlayer();
  const active = state.key === playable.key;
  const status = active ? state.status : 'idle';
  const error = active ? state.error : undefined;
  const startsInSec = active ? state.startsInSec : undefined;
  const { key, title, durationSec, peaks, gainDb = 0, load, stream } = playable;
  const sound = useMemo<Playable>(
    () => ({
      key,
      title,
      durationSec,
      gainDb,
      load,
      ...(peaks ? { peaks } : {}),
      ...(stream ? { stream } : {}),
    }),
    [key, title, durationSec, peaks, gainDb, load, stream],
  );
  useEffect(() => {
    if (active && status === 'paused') player.renew(sound);
  }, [active, status, sound]);
  return useMemo(() => {
    return {
      active,
      status,
      startsInSec,
      error,
      position: () => player.position(sound.key),
      toggle: (options) => player.toggle(sound, options),
      playFrom: (sec) => void player.play(sound, { fromSec: sec }),
      seek: (sec) => player.seek(sound, sec),
      focusProps: { onFocusCapture: () => player.focus(sound) },
    };
  }, [sound, active, status, startsInSec, error]);
}

const neverChanges = () => () => undefined;

/** How much of a sound is there; that of one that does not grow is its duration. */
export function useExtent(playable: Playable | undefined, durationSec: number): Extent {
  const stream = playable?.stream;
  const grown = useSyncExternalStore(stream?.subscribe ?? neverChanges, () => stream?.getExtent());
  return grown ?? { madeSec: durationSec, wholeSec: durationSec, growing: false };
}

import { useMemo, useSyncExternalStore } from 'react';
import type { Span } from '#contract/domain';
import type { StudioError } from '#contract/errors';
import { player, type Playable, type PlayerState } from './player';

/** The state of the window's loudspeaker. */
export function usePlayer(): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getState);
}

/** One sound as a row or a waveform sees it. */
export interface Playback {
  /** In hand: its position counts, playing or paused. */
  readonly active: boolean;
  readonly status: 'idle' | 'loading' | 'playing' | 'paused';
  readonly error: StudioError | undefined;
  /** Seconds; read it every frame while playing. */
  position(): number;
  toggle(options?: { readonly loop?: Span }): void;
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
  const { key, title, durationSec, load } = playable;
  return useMemo(() => {
    const sound: Playable = { key, title, durationSec, load };
    return {
      active,
      status,
      error,
      position: () => player.position(key),
      toggle: (options) => player.toggle(sound, options),
      seek: (sec) => player.seek(sound, sec),
      focusProps: { onFocusCapture: () => player.focus(sound) },
    };
  }, [key, title, durationSec, load, active, status, error]);
}

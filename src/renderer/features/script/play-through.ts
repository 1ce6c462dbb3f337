import { useCallback, useEffect, useRef, useState } from 'react';
import { pauseAfter, type Pauses, type ScriptRow } from '#contract/scripts';
import { usePlayer } from '../../lib/player-hook';
import { player, type Playable } from '../../lib/player';
import { useStudio } from '../../state/studio';
import { soundOf } from '../../state/take-sound';

export interface PlayThrough {
  /** The line that is heard; undefined when none is. */
  readonly lineId: string | undefined;
  readonly start: (fromLineId?: string) => void;
  readonly stop: () => void;
}

/** Plays the takes that count one after another, with their pauses. */
export function usePlayThrough(lines: readonly ScriptRow[], pauses: Pauses): PlayThrough {
  const { api } = useStudio();
  const state = usePlayer();
  const [lineId, setLineId] = useState<string>();
  const next = useRef<ReturnType<typeof setTimeout>>(undefined);
  const audible = lines.filter(isAudible);

  const lineSound = useCallback(
    ({ takeId = '', text, audioSec = 0 }: ScriptRow): Playable => ({
      ...{ key: soundOf(takeId), title: text, durationSec: audioSec },
      load: () => api.getTakeAudio({ takeId }),
    }),
    [api],
  );
  const play = useCallback(
    (line: ScriptRow | undefined) => {
      clearTimeout(next.current);
      setLineId(line?.id);
      if (line) void player.play(lineSound(line), { fromSec: 0 });
    },
    [lineSound],
  );
  const at = lines.findIndex(({ id }) => id === lineId);
  const line = lines[at];
  const key = line?.takeId === undefined ? undefined : soundOf(line.takeId);
  const isOver =
    key !== undefined && state.key === key && state.status === 'paused' && player.position(key) === 0;
  const following = audible[audible.findIndex(({ id }) => id === lineId) + 1];
  const pauseMs = line
    ? pauseAfter(
        line,
        lines.slice(at + 1).find(({ kind }) => kind !== 'note'),
        pauses,
      )
    : 0;
  useEffect(() => {
    if (!isOver) return;
    next.current = setTimeout(() => play(following), pauseMs);
    return () => clearTimeout(next.current);
  }, [isOver, following, pauseMs, play]);
  useEffect(() => () => clearTimeout(next.current), []);
  // somebody else took the loudspeaker
  const isTaken =
    key !== undefined && state.key !== undefined && state.key !== key && state.status === 'playing';
  return {
    lineId: isTaken ? undefined : lineId,
    start: (fromLineId) => {
      const from = fromLineId === undefined ? 0 : lines.findIndex(({ id }) => id === fromLineId);
      play(lines.slice(Math.max(0, from)).find(isAudible));
    },
    stop: () => {
      clearTimeout(next.current);
      setLineId(undefined);
      player.pause();
    },
  };
}

const isAudible = ({ kind, takeId, audioSec }: ScriptRow): boolean =>
  kind === 'line' && takeId !== undefined && audioSec !== undefined;

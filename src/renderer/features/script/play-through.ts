import { useCallback, useEffect, useRef, useState } from 'react';
import { pauseAfter, type Pauses, type ScriptRow } from '#contract/scripts';
import { usePlayer } from '../../lib/player-hook';
import type { Audio } from '#contract/engine-api';
import type { Playable } from '../../lib/playable';
import { player } from '../../lib/player';
import { useStudio } from '../../state/studio';
import { soundOf } from '../../state/take-sound';

export interface PlayThrough {
  /** The line that is heard; undefined when none is. */
  readonly lineId: string | undefined;
  readonly start: (fromLineId?: string) => void;
  readonly stop: () => void;
}

/** Sounds that are there before they are heard. */
const AHEAD = 1;

/** Plays the takes that count one after another, with their pauses. */
export function usePlayThrough(lines: readonly ScriptRow[], pauses: Pauses): PlayThrough {
  const { api } = useStudio();
  const state = usePlayer();
  const [lineId, setLineId] = useState<string>();
  const next = useRef<ReturnType<typeof setTimeout>>(undefined);
  const audible = lines.filter(isAudible);
  /** The sound of the line in hand and of the next one, so that nobody waits between two lines. */
  const fetched = useRef(new Map<string, Promise<Audio>>());
  const fetchSound = useCallback(
    (takeId: string) => {
      const known = fetched.current.get(takeId);
      if (known) return known;
      const coming = api.getTakeAudio({ takeId });
      // what failed is asked for again, and said by whoever plays it
      coming.catch(() => fetched.current.delete(takeId));
      fetched.current.set(takeId, coming);
      for (const id of fetched.current.keys())
        if (fetched.current.size > AHEAD + 1) fetched.current.delete(id);
      return coming;
    },
    [api],
  );

  const lineSound = useCallback(
    ({ takeId = '', text, audioSec = 0 }: ScriptRow): Playable => ({
      ...{ key: soundOf(takeId), title: text, durationSec: audioSec },
      load: () => fetchSound(takeId),
    }),
    [fetchSound],
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
        lines.slice(at + 1).find((each) => each.kind === 'chapter' || isAudible(each)),
        pauses,
      )
    : 0;
  const nextTakeId = lineId === undefined ? undefined : following?.takeId;
  useEffect(() => {
    if (nextTakeId !== undefined) void fetchSound(nextTakeId).catch(() => undefined);
  }, [nextTakeId, fetchSound]);
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

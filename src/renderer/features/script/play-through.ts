import type { Pauses, ScriptRow } from '#contract/scripts';
import { useState } from 'react';
import { usePlayer } from '../../lib/player-hook';
import { sectionAt } from '../../lib/playable';
import { player } from '../../lib/player';
import { useStudio } from '../../state/studio';
import { useAnimationFrame } from '../../ui/use-animation-frame';
import { isAudible, programmeSound, scriptSound } from './programme-sound';

export interface PlayThrough {
  /** The line that is heard; undefined when none is. */
  readonly lineId: string | undefined;
  readonly start: (fromLineId?: string) => void;
  readonly stop: () => void;
}

/** Plays the takes that count one after another, with their pauses: one sound for the window's loudspeaker. */
export function usePlayThrough(projectId: string, lines: readonly ScriptRow[], pauses: Pauses): PlayThrough {
  const studio = useStudio();
  const { key, status, playable } = usePlayer();
  const isHeard = key === scriptSound(projectId) && status !== 'paused' && status !== 'idle';
  const [lineId, setLineId] = useState<string>();
  useAnimationFrame(isHeard, () => {
    const section = playable && sectionAt(playable, player.position(playable.key));
    setLineId(section?.id);
  });
  return {
    lineId: isHeard ? lineId : undefined,
    start: (fromLineId) => {
      const sound = programmeSound(studio, projectId, lines, pauses);
      const from = fromLineId === undefined ? 0 : lines.findIndex(({ id }) => id === fromLineId);
      const first = lines.slice(Math.max(0, from)).find(isAudible);
      const section = sound.sections?.find(({ id }) => id === first?.id);
      setLineId(section?.id);
      if (section) void player.play(sound, { fromSec: section.startSec });
    },
    stop: () => player.pause(),
  };
}

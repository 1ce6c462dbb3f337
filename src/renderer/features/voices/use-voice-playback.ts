import { useMemo } from 'react';
import type { Voice } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { usePlayback, type Playback } from '../../lib/player-hook';

/** The prompt of a voice, to be heard. */
export function useVoicePlayback({ id, name, promptSec }: Voice): Playback {
  const { api } = useStudio();
  return usePlayback(
    useMemo(
      () => ({
        key: `voice:${id}`,
        title: name,
        durationSec: promptSec,
        load: () => api.getVoiceAudio({ voiceId: id }),
      }),
      [api, id, name, promptSec],
    ),
  );
}

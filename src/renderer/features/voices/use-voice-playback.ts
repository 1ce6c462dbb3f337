import { useMemo } from 'react';
import type { Voice } from '#contract/domain';
import { useStudio } from '../../state/studio';
import { usePlayback, type Playback } from '../../lib/player-hook';

/** The prompt of a voice, to be heard. */
export function useVoicePlayback({ id, promptSec }: Voice): Playback {
  const { api } = useStudio();
  return usePlayback(
    useMemo(
      () => ({ key: `voice:${id}`, durationSec: promptSec, load: () => api.getVoiceAudio({ voiceId: id }) }),
      [api, id, promptSec],
    ),
  );
}

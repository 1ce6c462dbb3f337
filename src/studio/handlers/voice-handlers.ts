import type { StudioHandlers } from '#contract/studio-api';
import type { HandlerParts } from './handler-parts';

/** voice: the library of named prompts. */
export const voiceHandlers = ({ voices, enrolment }: HandlerParts) =>
  ({
    saveVoice: async (newVoice) => {
      const voice = await voices.save(newVoice);
      enrolment.start(voice);
      return voice;
    },
    listVoices: () => voices.list(),
    getVoiceAudio: ({ voiceId }) => voices.audio(voiceId),
    renameVoice: ({ voiceId, name }) => voices.rename(voiceId, name),
    setTranscript: ({ voiceId, transcript }) => voices.setTranscript(voiceId, transcript),
    deleteVoice: ({ voiceId }) => {
      voices.remove(voiceId);
      return undefined;
    },
    restoreVoice: ({ voiceId }) => voices.restore(voiceId),
  }) satisfies Partial<StudioHandlers>;

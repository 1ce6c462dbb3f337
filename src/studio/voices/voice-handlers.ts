import type { Voice } from '#contract/domain';
import type { StudioHandlers } from '#contract/studio-api';
import type { Enrolment } from './enrolment';
import type { Voices } from './voices';

export interface VoiceHandlersParts {
  readonly voices: Voices;
  readonly enrolment: Enrolment;
}

/** voice: the library of names and the prompts they speak with. */
export const voiceHandlers = ({ voices, enrolment }: VoiceHandlersParts) => {
  /** The engine listens to what is new, in the background. */
  const enrolled = (voice: Voice): Voice => {
    enrolment.start(voice);
    return voice;
  };
  return {
    saveVoice: async (newVoice) => enrolled(await voices.save(newVoice)),
    tryPrompt: async (selection) => enrolled(await voices.try(selection)),
    listVoices: (query) => voices.page(query),
    getVoice: ({ voiceId }) => voices.require(voiceId),
    listVoiceFacets: () => voices.facets(),
    getVoiceAudio: ({ voiceId, promptId }) => voices.audio(voiceId, promptId),
    renameVoice: ({ voiceId, name }) => voices.rename(voiceId, name),
    changeVoice: ({ voiceId, ...change }) => voices.change(voiceId, change),
    changeVoices: ({ voiceIds, ...change }) => {
      voices.changeMany(voiceIds, change);
      return undefined;
    },
    duplicateVoice: async ({ voiceId }) => enrolled(await voices.duplicate(voiceId)),
    deleteVoice: ({ voiceId }) => {
      voices.remove([voiceId]);
      return undefined;
    },
    deleteVoices: ({ voiceIds }) => {
      voices.remove(voiceIds);
      return undefined;
    },
    restoreVoice: ({ voiceId }) => voices.restore(voiceId),
    stateConsent: ({ voiceId, consent }) => voices.consent.state(voiceId, consent),
    getConsentAudio: ({ voiceId }) => voices.consent.audio(voiceId),

    addPrompt: async ({ voiceId, name, ...selection }) =>
      enrolled(await voices.prompts.add(voiceId, selection, name)),
    choosePrompt: ({ voiceId, promptId }) => enrolled(voices.prompts.choose(voiceId, promptId)),
    renamePrompt: ({ voiceId, promptId, name }) => voices.prompts.rename(voiceId, promptId, name),
    setTranscript: ({ voiceId, promptId, transcript }) =>
      voices.prompts.setTranscript(voiceId, promptId, transcript),
    deletePrompt: ({ voiceId, promptId }) => voices.prompts.remove(voiceId, promptId),
    restorePrompt: ({ voiceId, promptId }) => voices.prompts.restore(voiceId, promptId),
  } satisfies Partial<StudioHandlers>;
};

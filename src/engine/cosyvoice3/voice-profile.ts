import { z } from 'zod';
import { float32Array } from '#contract/binary';
import type { VoiceProfile } from '#contract/engine-api';
import { ENGINE_ID } from './description';
import { FRAMES_PER_TOKEN, MEL_BINS } from './geometry';
import type { FlowPrompt } from './stages/flow';

/** What enrolling found in a prompt: everything that the stages need of a voice, independent of the language model. */
export interface EnrolledVoice extends FlowPrompt {
  /** Seconds of prompt after conditioning. */
  readonly durationSec: number;
}

const FORMAT_VERSION = 1;
const SPEAKER = 192;

const int32Array = z.custom<Int32Array>(
  (value) => Object.prototype.toString.call(value) === '[object Int32Array]',
  'expected an Int32Array',
);

const dataSchema = z
  .object({
    speechTokens: int32Array,
    /** Shape (2 P, 80), frame by frame. */
    promptMel: float32Array,
    speakerEmbedding: float32Array,
    durationSec: z.number(),
  })
  .refine(
    ({ speechTokens, promptMel, speakerEmbedding }) =>
      promptMel.length === speechTokens.length * FRAMES_PER_TOKEN * MEL_BINS &&
      speakerEmbedding.length === SPEAKER,
    'lengths that belong together',
  );

/** @param key which enrolment graphs made it, see `enrolmentKey` */
export function toVoiceProfile(voice: EnrolledVoice, key: string): VoiceProfile {
  return {
    engine: ENGINE_ID,
    key,
    version: FORMAT_VERSION,
    data: {
      speechTokens: Int32Array.from(voice.speechTokens),
      promptMel: voice.mel.data,
      speakerEmbedding: voice.speakerEmbedding,
      durationSec: voice.durationSec,
    },
  };
}

/** @returns undefined when the profile is of other enrolment graphs, of another version, or damaged: enrol again then */
export function fromVoiceProfile(profile: VoiceProfile | undefined, key: string): EnrolledVoice | undefined {
  if (profile?.engine !== ENGINE_ID || profile.key !== key || profile.version !== FORMAT_VERSION) {
    return undefined;
  }
  const { success, data } = dataSchema.safeParse(profile.data);
  if (!success) return undefined;
  const { speechTokens, promptMel, speakerEmbedding, durationSec } = data;
  return {
    speechTokens,
    mel: {
      data: Float32Array.from(promptMel),
      frames: speechTokens.length * FRAMES_PER_TOKEN,
      bins: MEL_BINS,
    },
    speakerEmbedding,
    durationSec,
  };
}

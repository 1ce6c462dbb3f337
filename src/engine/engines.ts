import { StudioError } from '#contract/errors';
import type { AudioHandlers, SpeechEngine } from './engine';
import { DraftEngine } from './draft/draft-engine';

/** Every engine of the studio, in the order in which a person would want them. */
export function createEngines(_resourcesFolder: string): readonly SpeechEngine[] {
  return [new DraftEngine()];
}

const later = () => {
  throw new StudioError('not-supported-here', 'Audio files are not read by this build.');
};
export const audioHandlers: AudioHandlers = { decodeAudio: later, coachPrompt: later };

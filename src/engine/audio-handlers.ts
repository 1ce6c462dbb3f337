import { coachPrompt } from './coach/coach-prompt';
import { decodeAudio } from './decode/decode-audio';
import { encode } from './encode/encode';
import type { AudioHandlers } from './engine';

/** Files and prompts: the calls that need no speech engine. */
export const audioHandlers: AudioHandlers = { decodeAudio, coachPrompt, encode };

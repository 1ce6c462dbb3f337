import { coachPrompt } from './coach/coach-prompt';
import { readingsOf } from './cosyvoice3/text/readings';
import { decodeAudio } from './decode/decode-audio';
import { encode } from './encode/encode';
import type { CommonHandlers } from './engine';
import { knownProviders } from './onnx/provider-probe';
import { probeProvider } from './onnx/providers';

/** Files, prompts, readings and providers: the calls that need no speech engine. */
export const commonHandlers: CommonHandlers = {
  decodeAudio,
  coachPrompt,
  encode,
  listProviders: () => knownProviders(),
  listReadings: ({ character }) => readingsOf(character),
  probeProvider: ({ provider }) => probeProvider(provider),
};

import { coachPrompt } from './coach/coach-prompt';
import { readingsOf } from './text/readings';
import { decodeAudio } from './decode/decode-audio';
import { encode } from './encode/encode';
import { writtenReading } from './text/lexicon';
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
  writeReadings: (readings) => readings.map((each) => writtenReading(each) ?? null),
  probeProvider: ({ provider }) => probeProvider(provider),
};

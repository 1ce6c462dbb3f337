import { setImmediate } from 'node:timers/promises';
import { FRAMES_PER_TOKEN, MEL_BINS, SPEAKER } from './geometry';
import type { LoadedPack } from './loaded-pack';
import { defaultFlowSettings } from './stages/flow';
import { topologyOf } from './topologies/roles';
import { promptText } from './text/prompt-text';

/** About two seconds of prompt and one of speech: a usual shape, cheap enough to be thrown away. */
const PROMPT_TOKENS = 50;
const TOKENS = Array.from({ length: 25 }, (_, i) => 100 + i);

/**
 * Opens every graph that speaking needs and runs each once, so that the first take finds weights in memory and kernels
 * chosen: one prefill, two decode steps, one flow step, one vocoder run.
 * @throws the signal's reason between two graphs, with what is open left open; and what the graphs throw
 */
export async function warmUp(loaded: LoadedPack, signal: AbortSignal): Promise<void> {
  const { pack, sessions, tokenizer, languageModel, flow, vocoder } = loaded;
  /** Lets messages in: a take that has come meanwhile ends this. */
  const turn = async (): Promise<void> => {
    await setImmediate();
    signal.throwIfAborted();
  };
  for (const part of ['llm', 'flow', 'vocoder'] as const) {
    for (const [role, { isTable }] of Object.entries(topologyOf(pack.manifest, part).roles)) {
      await turn();
      if (!isTable) await sessions.openRole(role);
    }
  }
  await turn();
  const prefix = promptText({ mode: 'cross_lingual', transcript: '', instruction: '' });
  const decoding = await languageModel.begin({ textIds: tokenizer.encode(prefix), speechTokens: [] });
  for (let step = 0; step < 2; step++) {
    await turn();
    await decoding.accept(TOKENS[step]!);
  }
  await turn();
  const frames = PROMPT_TOKENS * FRAMES_PER_TOKEN;
  const mel = await flow.decode({
    prompt: {
      speechTokens: new Int32Array(PROMPT_TOKENS),
      mel: { data: new Float32Array(frames * MEL_BINS), frames, bins: MEL_BINS },
      speakerEmbedding: new Float32Array(SPEAKER).fill(1),
    },
    tokens: TOKENS,
    settings: { ...defaultFlowSettings, steps: 1 },
    signal,
    onStep: () => undefined,
  });
  await turn();
  await vocoder.render(mel);
}

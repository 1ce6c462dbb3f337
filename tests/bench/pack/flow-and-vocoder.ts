import { defaultFlowSettings, type FlowPrompt } from '../../../src/engine/cosyvoice3/stages/flow';
import type { MelRows } from '../../../src/engine/cosyvoice3/mel';
import { float32Tensor } from '../../../src/engine/onnx/tensors';
import { goalAtFullSize, ratios, type Bench, type Measurement } from '../benchmark';
import { interleaved, watched } from '../rounds';

const MEL = 80;
const SPEAKER = 192;

/** Ratio 6: the flow stage of a take, against its estimator run as often with nothing in between. */
export async function flowLoop(bench: Bench): Promise<Measurement[]> {
  const { loaded, bare } = await bench.pack();
  // the real estimator takes a second a step at 400 frames on two cores
  const [promptTokens, tokens] = bench.size === 'full' ? [20, 30] : [75, 125];
  const prompt = flowPrompt(promptTokens);
  const drawn = Array.from({ length: tokens }, (_, i) => (i * 53) % 6561);
  const frames = 2 * (promptTokens + tokens);
  const half = MEL * frames;
  const feeds = {
    x: float32Tensor(new Float32Array(2 * half), [2, MEL, frames]),
    mask: float32Tensor(new Float32Array(2 * frames).fill(1), [2, 1, frames]),
    mu: float32Tensor(new Float32Array(2 * half), [2, MEL, frames]),
    t: float32Tensor(Float32Array.of(0.5, 0.5), [2]),
    spks: float32Tensor(new Float32Array(2 * MEL), [2, MEL]),
    cond: float32Tensor(new Float32Array(2 * half), [2, MEL, frames]),
  };
  const { steps } = defaultFlowSettings;
  const decode = (given: FlowPrompt, generated: readonly number[]) =>
    loaded.flow.decode({
      prompt: given,
      tokens: generated,
      settings: defaultFlowSettings,
      signal: new AbortController().signal,
      onStep: () => undefined,
    });
  // opens the graphs
  await decode(flowPrompt(1), [0]);
  const { engine, bare: alone } = await interleaved(bench.rounds, {
    engine: () => watched(() => decode(prompt, drawn)),
    bare: () =>
      watched(async () => {
        for (let i = 0; i < steps; i++) (await bare('flow_estimator', feeds)).estimator_out!.dispose();
      }),
  });
  const what = `flow of ${steps} steps in the engine / ${steps} bare estimator runs`;
  return ratios(what, engine, alone, goalAtFullSize(bench, 1.02), `${frames} frames`);
}

/** Frames that a chunk needs from its neighbours: the decoder's reach to either side. */
const CONTEXT = { before: 8, after: 4 } as const;
const CHUNKS = [50, 100, 100];

/** Ratio 7: five seconds rendered in three pieces with their context, against once. The engine renders whole segments. */
export async function chunkedVocoder(bench: Bench): Promise<Measurement[]> {
  const { vocoder } = (await bench.pack()).loaded;
  const frames = CHUNKS.reduce((sum, count) => sum + count, 0);
  const mel: MelRows = { data: Float32Array.from({ length: MEL * frames }, wave), bins: MEL, frames };
  const pieces = piecesOf(mel);
  const { whole, chunked } = await interleaved(bench.rounds, {
    whole: () => watched(() => vocoder.render(mel)),
    chunked: () =>
      watched(async () => {
        for (const piece of pieces) await vocoder.render(piece);
      }),
  });
  const what = `vocoder in ${CHUNKS.length} chunks / whole`;
  return ratios(what, chunked, whole, goalAtFullSize(bench, 1.15), '5 s of audio');
}

function piecesOf({ data, frames }: MelRows): MelRows[] {
  let start = 0;
  return CHUNKS.map((count) => {
    const from = Math.max(0, start - CONTEXT.before);
    const to = Math.min(frames, start + count + CONTEXT.after);
    start += count;
    const piece = new Float32Array(MEL * (to - from));
    for (let bin = 0; bin < MEL; bin++) {
      piece.set(data.subarray(bin * frames + from, bin * frames + to), bin * (to - from));
    }
    return { data: piece, bins: MEL, frames: to - from };
  });
}

function flowPrompt(tokens: number): FlowPrompt {
  const frames = 2 * tokens;
  return {
    speechTokens: Array.from({ length: tokens }, (_, i) => (i * 37) % 6561),
    mel: { data: Float32Array.from({ length: frames * MEL }, wave), bins: MEL, frames },
    speakerEmbedding: Float32Array.from({ length: SPEAKER }, wave),
  };
}

/** Numbers in the range of a log mel. */
const wave = (_: unknown, i: number) => -5 + 3 * Math.sin(i * 0.7);

import { setImmediate } from 'node:timers/promises';
import type { Understood } from '#contract/domain';
import type { SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { WorkContext } from '../engine';
import { takeLog } from '../take-log';
import { enrolPrompt } from './enrolment';
import { FRAMES_PER_TOKEN, MAX_MEL_FRAMES, TOKENS_PER_SEC } from './geometry';
import type { PackLimits } from '#contract/pack-manifest';
import type { LoadedPack } from './loaded-pack';
import { resizeForSpeed } from './math/speed';
import type { MelRows } from './mel';
import type { TakeSettings } from './settings';
import type { FlowSettings } from './stages/flow';
import { fromVoiceProfile, type EnrolledVoice } from './voice-profile';

/** The stages that spoken and converted takes share; each moves its lane and closes its graphs. */

export interface PreparedVoice {
  readonly voice: EnrolledVoice;
  /** Whether the voice had to be enrolled for this take, and may be kept. */
  readonly enrolled: boolean;
}

/** The voice of a take, from its profile or its prompt. The enrolment graphs are the caller's to close. */
export async function prepareVoice(
  { enroller, profileKey, memoryMode }: LoadedPack,
  { prompt, profile }: SynthesisRequest,
  { cleanReference }: TakeSettings,
  { lanes, log, signal }: WorkContext,
): Promise<PreparedVoice> {
  lanes.start('prompt');
  takeLog.promptLoaded(log, prompt.samples.length / prompt.sampleRateHz, prompt.sampleRateHz);
  takeLog.extractingEmbedding(log);
  // a profile holds a cleaned prompt: one that is not is enrolled for this take alone
  const kept = cleanReference ? fromVoiceProfile(profile, profileKey) : undefined;
  const voice = kept ?? (await enrolPrompt(enroller, prompt, { cleanReference }));
  signal.throwIfAborted();
  log.info(
    `Voice ${kept ? 'kept from before' : 'enrolled'}: ${voice.durationSec.toFixed(1)} s, ${voice.speechTokens.length} speech tokens, ${voice.mel.frames} mel frames`,
    { stage: 'prompt', embeddingNorm: Math.hypot(...voice.speakerEmbedding), memoryMode },
  );
  lanes.finish();
  return { voice, enrolled: kept === undefined && cleanReference };
}

/** Speech tokens of a segment that fit beside the prompt: into the pack's limits, and into the 300 s of the noise. */
export function roomFor(promptTokens: number, limits: PackLimits): number {
  const { maxFlowTokens, maxTotalFrames, maxGeneratedFrames } = limits;
  const frames = Math.min(MAX_MEL_FRAMES, maxTotalFrames ?? Infinity);
  const most = Math.min(Math.floor(frames / FRAMES_PER_TOKEN), maxFlowTokens ?? Infinity);
  const generated = Math.floor((maxGeneratedFrames ?? Infinity) / FRAMES_PER_TOKEN);
  if (most > promptTokens) return Math.min(most - promptTokens, generated);
  throw new StudioError('prompt-too-long', { tokens: promptTokens, max: most - 1 });
}

/** One segment on its way to the flow. */
export interface DrawnSegment {
  /** None: the segment is not heard. */
  readonly tokens: readonly number[];
}

export interface RenderRequest {
  readonly voice: EnrolledVoice;
  readonly understood: Understood;
  readonly settings: FlowSettings;
  readonly speed: number;
  /** Segments that will come. */
  readonly count: number;
}

/** Ten minutes of speech: what is held between two stages while their graphs take turns, some 10 MB of mels. */
const GROUP_TOKENS = 10 * 60 * TOKENS_PER_SEC;

/**
 * Segments to waveforms, in order. Where the graphs stay loaded, each segment goes through every stage before the next
 * is drawn; stage by stage, a group of them goes through one stage before its graphs make room for the next. The order
 * of the work is all that differs: the samples are the same.
 * @param drawn segments as they are drawn; the `tokens` lane is its own to move
 */
export async function* renderSegments<T extends DrawnSegment>(
  loaded: LoadedPack,
  drawn: AsyncIterable<T> | Iterable<T>,
  request: RenderRequest,
  context: WorkContext,
): AsyncGenerator<{ readonly segment: T; readonly wave: Float32Array<ArrayBuffer> }, void, undefined> {
  const { sessions, memoryMode } = loaded;
  const { lanes, log } = context;
  const { steps } = request.settings;
  const emotion = request.understood.directions.find(({ kind }) => kind === 'emotion');
  let solved = 0;
  let rendered = 0;
  for await (const group of grouped(drawn, memoryMode === 'keep' ? 0 : GROUP_TOKENS)) {
    const isLast = rendered + group.length === request.count;
    if (memoryMode === 'stages') await sessions.release('llm');

    lanes.start('flow', { done: solved * steps, total: request.count * steps, unit: 'steps' });
    if (rendered === 0) takeLog.generatingSpectrogram(log, emotion?.id ?? 'neutral');
    const mels: (MelRows | undefined)[] = [];
    for (const { tokens } of group) {
      mels.push(await decodeMel(loaded, tokens, { ...request, done: solved * steps }, context));
      solved += 1;
    }
    if (isLast) lanes.finish({ done: solved * steps });
    if (memoryMode === 'stages') await sessions.release('flow');

    for (const [index, segment] of group.entries()) {
      lanes.start('vocoder', { done: rendered, total: request.count, unit: 'segments' });
      const wave = await renderWave(loaded, mels[index], request.speed, context);
      rendered += 1;
      if (rendered === request.count) {
        takeLog.vocoderCompleted(log);
        lanes.finish({ done: rendered });
      } else lanes.move({ done: rendered });
      if (memoryMode === 'stages' && index === group.length - 1) await sessions.release('vocoder');
      yield { segment, wave };
    }
  }
}

/** @returns segments in groups of at least `leastTokens` speech tokens, but for the last */
async function* grouped<T extends DrawnSegment>(
  drawn: AsyncIterable<T> | Iterable<T>,
  leastTokens: number,
): AsyncGenerator<readonly T[], void, undefined> {
  let group: T[] = [];
  let tokens = 0;
  for await (const segment of drawn) {
    group.push(segment);
    tokens += segment.tokens.length;
    if (tokens < leastTokens) continue;
    yield group;
    group = [];
    tokens = 0;
  }
  if (group.length > 0) yield group;
}

/** @returns undefined for a segment without tokens */
async function decodeMel(
  { flow }: LoadedPack,
  tokens: readonly number[],
  { voice, settings, done }: RenderRequest & { readonly done: number },
  { lanes, log, signal }: WorkContext,
): Promise<MelRows | undefined> {
  if (tokens.length === 0) return undefined;
  const startedAt = performance.now();
  let step = 0;
  const onStep = () => lanes.move({ done: done + ++step });
  const mel = await flow.decode({ prompt: voice, tokens, settings, signal, onStep });
  log.debug('Flow solved', {
    stage: 'flow',
    frames: (voice.speechTokens.length + tokens.length) * FRAMES_PER_TOKEN,
    msPerStep: Math.round((performance.now() - startedAt) / settings.steps),
  });
  return mel;
}

/** @returns 24 kHz; empty for a segment without a mel */
async function renderWave(
  { vocoder }: LoadedPack,
  mel: MelRows | undefined,
  speed: number,
  { log, signal }: WorkContext,
): Promise<Float32Array<ArrayBuffer>> {
  // the graphs block the thread; here a cancel that arrived meanwhile is heard
  await setImmediate();
  signal.throwIfAborted();
  const startedAt = performance.now();
  const wave = mel ? await vocoder.render(resizeForSpeed(mel, speed)) : new Float32Array(0);
  log.debug('Waveform rendered', {
    stage: 'vocoder',
    samples: wave.length,
    peak: peakOf(wave),
    ms: Math.round(performance.now() - startedAt),
  });
  return wave;
}

/** Largest absolute sample. */
export function peakOf(wave: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < wave.length; i++) peak = Math.max(peak, Math.abs(wave[i]!));
  return peak;
}

import { setImmediate } from 'node:timers/promises';
import type { Understood } from '#contract/domain';
import type { SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { WorkContext } from '../engine';
import { takeLog } from '../take-log';
import { enrolPrompt } from './enrolment';
import { FRAMES_PER_TOKEN, MAX_MEL_FRAMES, OUTPUT_RATE_HZ } from './geometry';
import type { PackLimits } from '#contract/pack-manifest';
import type { LoadedPack } from './loaded-pack';
import { resizeForSpeed } from './math/speed';
import type { MelRows } from './mel';
import type { TakeSettings } from './settings';
import type { FlowSettings } from './stages/flow';
import { fromVoiceProfile, type EnrolledVoice } from './voice-profile';

/** The stages that spoken and converted takes share, each over all segments; each moves its lane and closes its graphs. */

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
  throw new StudioError(
    'prompt-too-long',
    `The prompt has ${promptTokens} speech tokens; this pack takes ${most - 1}.`,
    {
      repair: 'Select a shorter part of the prompt.',
      values: { tokens: promptTokens, max: most - 1 },
    },
  );
}

/** @returns one mel a segment; undefined for a segment without tokens */
export async function decodeMels(
  { flow, sessions, memoryMode }: LoadedPack,
  given: {
    /** Speech tokens of each segment. */
    segments: readonly (readonly number[])[];
    voice: EnrolledVoice;
    understood: Understood;
    settings: FlowSettings;
  },
  { lanes, log, signal }: WorkContext,
): Promise<(MelRows | undefined)[]> {
  const { segments, voice, understood, settings } = given;
  const total = settings.steps * segments.filter(({ length }) => length > 0).length;
  let done = 0;
  lanes.start('flow', { done, total, unit: 'steps' });
  const emotion = understood.directions.find(({ kind }) => kind === 'emotion');
  takeLog.generatingSpectrogram(log, emotion?.id ?? 'neutral');
  const mels: (MelRows | undefined)[] = [];
  for (const tokens of segments) {
    if (tokens.length === 0) {
      mels.push(undefined);
      continue;
    }
    const startedAt = performance.now();
    const onStep = () => lanes.move({ done: ++done });
    mels.push(await flow.decode({ prompt: voice, tokens, settings, signal, onStep }));
    log.debug('Flow solved', {
      stage: 'flow',
      frames: (voice.speechTokens.length + tokens.length) * FRAMES_PER_TOKEN,
      msPerStep: Math.round((performance.now() - startedAt) / settings.steps),
    });
  }
  lanes.finish();
  if (memoryMode === 'stages') await sessions.release('flow');
  return mels;
}

/** @returns one waveform a segment, 24 kHz; empty for a segment without a mel */
export async function renderWaves(
  { vocoder, sessions, memoryMode }: LoadedPack,
  { mels, speed }: { mels: readonly (MelRows | undefined)[]; speed: number },
  { lanes, log, signal }: WorkContext,
): Promise<Float32Array<ArrayBuffer>[]> {
  lanes.start('vocoder', { done: 0, total: mels.length, unit: 'segments' });
  const waves: Float32Array<ArrayBuffer>[] = [];
  for (const mel of mels) {
    // the graphs block the thread; here a cancel that arrived meanwhile is heard
    await setImmediate();
    signal.throwIfAborted();
    const startedAt = performance.now();
    const wave = mel ? await vocoder.render(resizeForSpeed(mel, speed)) : new Float32Array(0);
    waves.push(wave);
    log.debug('Waveform rendered', {
      stage: 'vocoder',
      samples: wave.length,
      peak: peakOf(wave),
      ms: Math.round(performance.now() - startedAt),
    });
    lanes.move({ done: waves.length });
  }
  takeLog.vocoderCompleted(log);
  lanes.finish();
  if (memoryMode === 'stages') await sessions.release('vocoder');
  return waves;
}

/**
 * Segments that are heard follow each other after their pauses.
 * @param pausesMs silence behind each segment; none after the last that is heard
 */
export function joined(
  waves: readonly Float32Array[],
  pausesMs: readonly number[],
): Float32Array<ArrayBuffer> {
  const heard = waves
    .map((wave, index) => ({ wave, pause: Math.round((pausesMs[index]! / 1000) * OUTPUT_RATE_HZ) }))
    .filter(({ wave }) => wave.length > 0);
  const length = heard.reduce((sum, { wave, pause }) => sum + wave.length + pause, 0);
  const samples = new Float32Array(length - (heard.at(-1)?.pause ?? 0));
  let at = 0;
  for (const { wave, pause } of heard) {
    samples.set(wave, at);
    at += wave.length + pause;
  }
  return samples;
}

/** Largest absolute sample. */
export function peakOf(wave: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < wave.length; i++) peak = Math.max(peak, Math.abs(wave[i]!));
  return peak;
}

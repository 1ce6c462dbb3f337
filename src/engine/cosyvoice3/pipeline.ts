import { setImmediate } from 'node:timers/promises';
import type { Segment, Understood, Warning } from '#contract/domain';
import type { SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { WorkContext } from '../engine';
import { takeLog } from '../take-log';
import { diagnoseLength, diagnoseSegment } from './diagnosis';
import { enrolPrompt } from './enrolment';
import { FRAMES_PER_TOKEN, MAX_MEL_FRAMES, OUTPUT_RATE_HZ } from './geometry';
import type { LoadedPack } from './loaded-pack';
import { resizeForSpeed } from './math/speed';
import type { MelRows } from './mel';
import { takeSettings, type TakeSettings } from './settings';
import type { FlowSettings } from './stages/flow';
import { generateTokens, type GeneratedTokens } from './stages/speech-tokens';
import { prepareText, type PreparedText } from './text/front-end';
import { promptText, type Direction } from './text/prompt-text';
import { fromVoiceProfile, type EnrolledVoice } from './voice-profile';

/** What travels down the pipeline for one segment; each stage adds its part. */
interface SegmentWork {
  readonly text: string;
  readonly language: string;
  readonly textIds: readonly number[];
  readonly drawn: GeneratedTokens;
}

export interface SpokenTake {
  /** 24 kHz. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly normalizedText: string;
  readonly segments: readonly Segment[];
  readonly warnings: readonly Warning[];
  readonly voice: EnrolledVoice;
  /** Whether the voice had to be enrolled for this take, and may be kept. */
  readonly enrolled: boolean;
}

/** Speech tokens that a text token makes on average: only for the progress estimate. */
const TOKENS_PER_TEXT_ID = 6;

/**
 * Prompt + text -> waveform: one stage after the other, each over all segments, so that a stage's graphs can be closed
 * before the next one opens its own.
 * @throws StudioError 'cancelled', 'text-…', 'prompt-…', 'pack-…', 'out-of-memory', 'not-a-number'
 */
export async function speak(
  loaded: LoadedPack,
  request: SynthesisRequest,
  understood: Understood,
  context: WorkContext,
): Promise<SpokenTake> {
  const { tokenizer } = loaded;
  const settings = takeSettings(request.advanced);
  const text = prepareText(request.text, (part) => tokenizer.encode(part).length, settings.frontEnd);
  const direction = directionOf(request, text);

  const { voice, enrolled } = await prepareVoice(loaded, request, settings, context);
  const work = await drawSpeechTokens(loaded, { request, text, direction, voice, settings }, context);
  const mels = await decodeMels(loaded, { work, voice, understood, settings: settings.flow }, context);
  const waves = await renderWaves(loaded, { mels, speed: request.speed }, context);

  return {
    samples: joined(waves, settings.pauseMs),
    normalizedText: text.normalizedText,
    segments: work.map(({ text: spoken, language, drawn }, i) => ({
      text: spoken,
      language,
      audioSec: waves[i]!.length / OUTPUT_RATE_HZ,
      tokens: drawn.tokens.length,
    })),
    warnings: [
      ...text.warnings,
      ...work.flatMap((segment, i) => warningsOf(segment, direction, waves[i]!, i + 1)),
    ],
    voice,
    enrolled,
  };
}

/** What was typed in front of an end-of-prompt marker is an instruction, whatever the mode said. */
function directionOf(request: SynthesisRequest, { typedInstruction }: PreparedText): Direction {
  const { transcript } = request.prompt;
  if (typedInstruction !== '') return { mode: 'instruct2', transcript, instruction: typedInstruction };
  const { mode, instruction } = request;
  if (mode === 'zero_shot' && transcript.trim() === '') {
    throw new StudioError('bad-request', 'The mode zero_shot needs the transcript of the prompt.', {
      repair: 'Type what the prompt says, or use the mode cross_lingual.',
    });
  }
  if (mode === 'instruct2' && instruction.trim() === '') {
    throw new StudioError('bad-request', 'The mode instruct2 needs an instruction.', {
      repair: 'Choose an instruction, or use another mode.',
    });
  }
  return { mode, transcript, instruction };
}

async function prepareVoice(
  { sessions, profileKey, memoryMode }: LoadedPack,
  { prompt, profile }: SynthesisRequest,
  { cleanReference }: TakeSettings,
  { lanes, log, signal }: WorkContext,
): Promise<{ voice: EnrolledVoice; enrolled: boolean }> {
  lanes.start('prompt');
  takeLog.promptLoaded(log, prompt.samples.length / prompt.sampleRateHz, prompt.sampleRateHz);
  takeLog.extractingEmbedding(log);
  // a profile holds a cleaned prompt: one that is not is enrolled for this take alone
  const kept = cleanReference ? fromVoiceProfile(profile, profileKey) : undefined;
  const voice = kept ?? (await enrolPrompt(sessions, prompt, { cleanReference }));
  await sessions.release('enroll');
  signal.throwIfAborted();
  log.info(
    `Voice ${kept ? 'kept from before' : 'enrolled'}: ${voice.durationSec.toFixed(1)} s, ${voice.speechTokens.length} speech tokens, ${voice.mel.frames} mel frames`,
    { stage: 'prompt', embeddingNorm: Math.hypot(...voice.speakerEmbedding), memoryMode },
  );
  lanes.finish();
  return { voice, enrolled: kept === undefined && cleanReference };
}

async function drawSpeechTokens(
  { tokenizer, languageModel, sessions, pack, memoryMode }: LoadedPack,
  given: {
    request: SynthesisRequest;
    text: PreparedText;
    direction: Direction;
    voice: EnrolledVoice;
    settings: TakeSettings;
  },
  { lanes, log, signal }: WorkContext,
): Promise<SegmentWork[]> {
  const { request, text, direction, voice, settings } = given;
  const promptIds = tokenizer.encode(promptText(direction));
  const segments = text.segments.map((segment) => ({ ...segment, textIds: tokenizer.encode(segment.text) }));
  const idCount = segments.reduce((sum, { textIds }) => sum + textIds.length, 0);
  log.info(
    `${segments.length === 1 ? '1 segment' : `${segments.length} segments`}, ${idCount} text tokens, mode ${direction.mode}, seed ${request.seed}`,
    {
      stage: 'tokens',
    },
  );
  const roomTokens = roomFor(voice.speechTokens.length, pack.manifest.limits.maxFlowTokens);
  const progress = tokenProgress(idCount);
  lanes.start('tokens', progress.count());
  const work: SegmentWork[] = [];
  for (const [segmentIndex, segment] of segments.entries()) {
    const drawn = await generateTokens(languageModel, {
      sequence: {
        textIds: [...promptIds, ...segment.textIds],
        speechTokens: direction.mode === 'zero_shot' ? voice.speechTokens : [],
      },
      segmentIds: segment.textIds.length,
      roomTokens,
      seed: request.seed,
      segmentIndex,
      settings: settings.tokens,
      signal,
      onToken: () => lanes.move(progress.step()),
    });
    log.info(
      `Segment ${segmentIndex + 1} of ${segments.length}: ${drawn.generated} speech tokens for ${segment.textIds.length} text tokens, stopped by ${drawn.stop}`,
      {
        stage: 'tokens',
        tokensPerSec: progress.count().perSec,
        silentDropped: drawn.generated - drawn.tokens.length,
        redraws: drawn.redraws,
        attempt: drawn.attempt,
      },
    );
    work.push({ ...segment, drawn });
  }
  if (work.every(({ drawn }) => drawn.tokens.length === 0)) {
    throw new StudioError('text-unspeakable', 'The model stopped at once, three times in every segment.', {
      repair: 'Try another seed, or write a longer text.',
    });
  }
  lanes.finish(progress.end());
  if (memoryMode === 'stages') await sessions.release('llm');
  return work;
}

/** Speech tokens that fit beside the prompt: into the pack's flow, and into the 300 s of the noise. */
function roomFor(promptTokens: number, maxFlowTokens: number | null): number {
  const most = Math.min(MAX_MEL_FRAMES / FRAMES_PER_TOKEN, maxFlowTokens ?? Infinity);
  if (most > promptTokens) return most - promptTokens;
  throw new StudioError(
    'prompt-too-long',
    `The prompt has ${promptTokens} speech tokens; this pack takes ${most - 1}.`,
    {
      repair: 'Select a shorter part of the prompt.',
      values: { tokens: promptTokens, max: most - 1 },
    },
  );
}

/** Counts tokens against an estimate that gives way when there are more. */
function tokenProgress(textIds: number) {
  const startedAt = performance.now();
  let done = 0;
  const count = () => {
    const total = Math.max(textIds * TOKENS_PER_TEXT_ID, done + 1);
    const sec = (performance.now() - startedAt) / 1000;
    return { done, total, unit: 'tokens' as const, ...(done === 0 ? {} : { perSec: done / sec }) };
  };
  return {
    count,
    step: () => {
      done++;
      return count();
    },
    end: () => ({ ...count(), total: done }),
  };
}

async function decodeMels(
  { flow, sessions, memoryMode }: LoadedPack,
  given: {
    work: readonly SegmentWork[];
    voice: EnrolledVoice;
    understood: Understood;
    settings: FlowSettings;
  },
  { lanes, log, signal }: WorkContext,
): Promise<(MelRows | undefined)[]> {
  const { work, voice, understood, settings } = given;
  const total = settings.steps * work.filter(({ drawn }) => drawn.tokens.length > 0).length;
  let done = 0;
  lanes.start('flow', { done, total, unit: 'steps' });
  const emotion = understood.directions.find(({ kind }) => kind === 'emotion');
  takeLog.generatingSpectrogram(log, emotion?.id ?? 'neutral');
  const mels: (MelRows | undefined)[] = [];
  for (const { drawn } of work) {
    if (drawn.tokens.length === 0) {
      mels.push(undefined);
      continue;
    }
    const startedAt = performance.now();
    const onStep = () => lanes.move({ done: ++done });
    mels.push(await flow.decode({ prompt: voice, tokens: drawn.tokens, settings, signal, onStep }));
    log.debug('Flow solved', {
      stage: 'flow',
      frames: (voice.speechTokens.length + drawn.tokens.length) * FRAMES_PER_TOKEN,
      msPerStep: Math.round((performance.now() - startedAt) / settings.steps),
    });
  }
  lanes.finish();
  if (memoryMode === 'stages') await sessions.release('flow');
  return mels;
}

async function renderWaves(
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
    waves.push(mel ? await vocoder.render(resizeForSpeed(mel, speed)) : new Float32Array(0));
    lanes.move({ done: waves.length });
  }
  takeLog.vocoderCompleted(log);
  lanes.finish();
  if (memoryMode === 'stages') await sessions.release('vocoder');
  return waves;
}

function warningsOf(
  { text, textIds, drawn }: SegmentWork,
  { mode, transcript }: Direction,
  wave: Float32Array,
  number: number,
): Warning[] {
  const peak = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return [
    ...(mode === 'zero_shot' ? diagnoseLength(text, transcript, number) : []),
    ...diagnoseSegment({ number, textIds: textIds.length, drawn, peak }),
  ];
}

/** Segments that are heard follow each other after a pause; without one by default, as the reference joins them. */
function joined(waves: readonly Float32Array[], pauseMs: number): Float32Array<ArrayBuffer> {
  const heard = waves.filter(({ length }) => length > 0);
  const pause = Math.round((pauseMs / 1000) * OUTPUT_RATE_HZ);
  const spoken = heard.reduce((sum, { length }) => sum + length, 0);
  const samples = new Float32Array(spoken + pause * Math.max(0, heard.length - 1));
  let at = 0;
  for (const wave of heard) {
    samples.set(wave, at);
    at += wave.length + pause;
  }
  return samples;
}

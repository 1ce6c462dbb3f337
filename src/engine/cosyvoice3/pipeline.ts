import type { Mode, Segment, TextMode, Understood, Warning } from '#contract/domain';
import type { ReadRequest, SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { WorkContext } from '../engine';
import { followInstruction, withPushedAside, type FollowedInstruction } from '../instructions/pushed-aside';
import { diagnoseLength, diagnoseSegment } from './diagnosis';
import { OUTPUT_RATE_HZ } from './geometry';
import type { PackLimits } from '#contract/pack-manifest';
import type { LoadedPack } from './loaded-pack';
import type { LanguageSequence } from './stages/language-model';
import { takeSettings, type TakeSettings } from './settings';
import {
  decodeMels,
  joined,
  peakOf,
  prepareVoice,
  renderWaves,
  roomFor,
  type PreparedVoice,
} from './stage-runs';
import { generateTokens, type GeneratedTokens } from './stages/speech-tokens';
import { prepareText, prepareTranscript, type PreparedText } from './text/front-end';
import { promptText, type Direction } from './text/prompt-text';
import type { EnrolledVoice } from './voice-profile';

/** What travels down the pipeline for one segment; each stage adds its part. */
interface SegmentWork {
  readonly text: string;
  readonly language: string;
  readonly pauseMs: number | undefined;
  readonly textIds: readonly number[];
  readonly drawn: GeneratedTokens;
}

export interface SpokenTake extends PreparedVoice {
  /** 24 kHz. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly normalizedText: string;
  readonly segments: readonly Segment[];
  readonly understood: Understood;
  /** That ran, whatever was asked for. */
  readonly mode: Mode;
  readonly warnings: readonly Warning[];
}

/** A request for words, not for a conversion. */
export type TextRequest = SynthesisRequest & { readonly mode: TextMode };

/** Speech tokens that a text token makes on average: only for the progress estimate. */
const TOKENS_PER_TEXT_ID = 6;

/**
 * Prompt + text -> waveform: one stage after the other, each over all segments, so that a stage's graphs can be closed
 * before the next one opens its own.
 * @throws StudioError 'cancelled', 'text-…', 'prompt-…', 'pack-…', 'out-of-memory', 'not-a-number'
 */
export async function speak(
  loaded: LoadedPack,
  request: TextRequest,
  understand: (instruction: string) => Understood,
  context: WorkContext,
): Promise<SpokenTake> {
  const { tokenizer } = loaded;
  const settings = takeSettings(request);
  const text = prepareText(request.text, (part) => tokenizer.encode(part).length, settings.frontEnd);
  const direction = directionOf(request, text, settings);
  const instruction = instructionOf(request, text);
  const understood = withPushedAside(understand(instruction.followed), instruction);

  const { voice, enrolled } = await prepareVoice(loaded, request, settings, context);
  await loaded.sessions.release('enroll');
  const work = await drawSpeechTokens(loaded, { request, text, direction, voice, settings }, context);
  const tokens = work.map(({ drawn }) => drawn.tokens);
  const given = { segments: tokens, voice, understood, settings: settings.flow };
  const mels = await decodeMels(loaded, given, context);
  const waves = await renderWaves(loaded, { mels, speed: request.speed }, context);

  return {
    samples: joined(
      waves,
      work.map(({ pauseMs }) => pauseMs ?? settings.pauseMs),
    ),
    normalizedText: text.normalizedText,
    segments: work.map(({ text: spoken, language, drawn }, i) => ({
      text: spoken,
      language,
      audioSec: waves[i]!.length / OUTPUT_RATE_HZ,
      tokens: drawn.tokens.length,
    })),
    understood,
    mode: direction.mode,
    warnings: [
      ...text.warnings,
      ...instruction.notes,
      ...work.flatMap((segment, i) => warningsOf(segment, direction, waves[i]!, i + 1)),
    ],
    voice,
    enrolled,
  };
}

/** What was typed in front of an end-of-prompt marker is an instruction, whatever the mode said. */
function directionOf(
  request: TextRequest,
  { typedInstruction }: PreparedText,
  { frontEnd }: TakeSettings,
): Direction {
  const transcript = prepareTranscript(request.prompt.transcript, frontEnd);
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

/** What becomes of the instruction of a request. */
export function instructionOf(
  { instruction, mode }: Pick<ReadRequest, 'instruction' | 'mode'>,
  { typedInstruction }: Pick<PreparedText, 'typedInstruction'>,
): FollowedInstruction {
  return followInstruction(instruction, typedInstruction, mode === 'instruct2' ? undefined : mode);
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
  const roomTokens = roomFor(voice.speechTokens.length, pack.manifest.limits);
  const progress = tokenProgress(idCount);
  lanes.start('tokens', progress.count());
  const work: SegmentWork[] = [];
  for (const [segmentIndex, segment] of segments.entries()) {
    const sequence = {
      textIds: [...promptIds, ...segment.textIds],
      speechTokens: direction.mode === 'zero_shot' ? voice.speechTokens : [],
    };
    const drawn = await generateTokens(languageModel, {
      sequence,
      // in cross_lingual the reference's text carries the prefix, and its tokens count
      segmentIds: segment.textIds.length + (direction.mode === 'cross_lingual' ? promptIds.length : 0),
      roomTokens: Math.min(roomTokens, cacheRoom(sequence, pack.manifest.limits)),
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
        subSeed: drawn.subSeed,
        prefillMs: drawn.prefillMs,
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

/** Tokens that fit into the cache behind the sequence that is read first. */
function cacheRoom({ textIds, speechTokens }: LanguageSequence, { maxCachePositions }: PackLimits): number {
  const positions = 2 + textIds.length + speechTokens.length;
  const room = (maxCachePositions ?? Infinity) - positions;
  if (room >= 1) return room;
  throw new StudioError(
    'text-too-long',
    `Text and prompt take ${positions} positions; this pack's cache has ${maxCachePositions}.`,
    {
      repair: 'Use a shorter prompt, or split the text into shorter sentences.',
      values: { tokens: positions, max: maxCachePositions ?? 0 },
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

function warningsOf(
  { text, textIds, drawn }: SegmentWork,
  { mode, transcript }: Direction,
  wave: Float32Array,
  number: number,
): Warning[] {
  const peak = peakOf(wave);
  return [
    ...(mode === 'zero_shot' ? diagnoseLength(text, transcript, number) : []),
    ...diagnoseSegment({ number, textIds: textIds.length, drawn, peak }),
  ];
}

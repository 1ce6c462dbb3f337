import type { Mode, TextMode, Understood, Warning } from '#contract/domain';
import type { ReadRequest, SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import type { SpeechItem } from '#contract/speech';
import type { WorkContext } from '../engine';
import {
  followInstruction,
  unfollowedNotes,
  withPushedAside,
  type FollowedInstruction,
} from '../instructions/pushed-aside';
import { SpeechLine, spokenSegments, type SegmentFacts } from '../speech-line';
import { diagnoseLength, diagnoseSegment } from './diagnosis';
import type { PackLimits } from '#contract/pack-manifest';
import type { LoadedPack } from './loaded-pack';
import type { LanguageSequence } from './stages/language-model';
import { takeSettings, type TakeSettings } from './settings';
import { peakOf, prepareVoice, renderSegments, roomFor, type PreparedVoice } from './stage-runs';
import { generateTokens, type GeneratedTokens } from './stages/speech-tokens';
import { prepareText, prepareTranscript, type PreparedSegment, type PreparedText } from './text/front-end';
import { boundingIds, promptText, type Direction } from './text/prompt-text';
import type { EnrolledVoice } from './voice-profile';

/** What is drawn for one segment. */
interface SegmentWork extends PreparedSegment {
  readonly index: number;
  readonly textIds: readonly number[];
  readonly seed: number;
  readonly tokens: readonly number[];
  readonly drawn: GeneratedTokens;
}

/** What is known of a take once all is spoken. */
export interface SpokenTake extends PreparedVoice {
  readonly normalizedText: string;
  readonly understood: Understood;
  /** That ran, whatever was asked for. */
  readonly mode: Mode;
  readonly warnings: readonly Warning[];
}

export type TakeStream = ItemStream<SpeechItem, SpokenTake>;

/** A request for words, not for a conversion. */
export type TextRequest = SynthesisRequest & { readonly mode: TextMode };

/** Speech tokens that a text token makes on average: only for the progress estimate. */
const TOKENS_PER_TEXT_ID = 6;

/**
 * Prompt + text -> waveform, segment by segment.
 * @throws StudioError 'cancelled', 'text-…', 'prompt-…', 'pack-…', 'out-of-memory', 'not-a-number'
 */
export async function* speak(
  loaded: LoadedPack,
  request: TextRequest,
  understand: (instruction: string) => Understood,
  context: WorkContext,
): TakeStream {
  const { tokenizer } = loaded;
  const settings = takeSettings(request);
  const text = prepareText(request.text, (part) => tokenizer.encode(part).length, settings.frontEnd);
  const direction = directionOf(request, text, settings);
  const instruction = instructionOf(request, text);
  const understood = withPushedAside(understand(instruction.followed), instruction);

  const { voice, enrolled } = await prepareVoice(loaded, request, settings, context);
  await loaded.sessions.release('enroll');
  const line = new SpeechLine(
    request.part,
    (segment) => (text.segments[segment]!.pauseMs ?? settings.pauseMs) / 1000,
  );
  const { from, to } = spokenSegments(request.part, text.segments.length);
  const given = { voice, understood, settings: settings.flow, speed: request.speed, count: to - from };
  const drawn = drawSpeechTokens(loaded, { request, text, direction, voice, settings, from, to }, context);
  let isHeard = false;
  for await (const { segment, wave } of renderSegments(loaded, drawn, given, context)) {
    isHeard ||= wave.length > 0;
    yield* line.add(factsOf(segment, { request, text, direction, wave }), wave);
  }
  if (!isHeard && request.part?.after === undefined) throw unspeakable();
  return {
    normalizedText: text.normalizedText,
    understood,
    mode: direction.mode,
    warnings: [...text.warnings, ...instruction.notes, ...unfollowedNotes(understood)],
    voice,
    enrolled,
  };
}

function unspeakable(): StudioError {
  return new StudioError('model-said-nothing');
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
    throw new StudioError('transcript-needed');
  }
  if (mode === 'instruct2' && instruction.trim() === '') {
    throw new StudioError('bad-request', { why: 'no-instruction' });
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

async function* drawSpeechTokens(
  { tokenizer, languageModel, pack }: LoadedPack,
  given: {
    request: SynthesisRequest;
    text: PreparedText;
    direction: Direction;
    voice: EnrolledVoice;
    settings: TakeSettings;
    from: number;
    to: number;
  },
  { lanes, log, signal }: WorkContext,
): AsyncGenerator<SegmentWork, void, undefined> {
  const { request, text, direction, voice, settings, from, to } = given;
  const promptIds = tokenizer.encode(promptText(direction));
  const segments = text.segments.map((segment, index) => ({
    ...segment,
    ...{ index, textIds: tokenizer.encode(segment.text) },
  }));
  const asked = segments.slice(from, to);
  const idCount = asked.reduce((sum, { textIds }) => sum + textIds.length, 0);
  log.info(
    `${asked.length === 1 ? '1 segment' : `${asked.length} segments`}, ${idCount} text tokens, mode ${direction.mode}, seed ${request.seed}`,
    {
      stage: 'tokens',
    },
  );
  const roomTokens = roomFor(voice.speechTokens.length, pack.manifest.limits);
  const progress = tokenProgress(idCount);
  for (const segment of asked) {
    lanes.start('tokens', progress.begin());
    const { index, textIds } = segment;
    const seed = request.segmentSeeds?.[index] ?? request.seed;
    const sequence = {
      textIds: [...promptIds, ...textIds],
      speechTokens: direction.mode === 'zero_shot' ? voice.speechTokens : [],
    };
    const drawn = await generateTokens(languageModel, {
      sequence,
      segmentIds: boundingIds(direction.mode, promptIds, textIds),
      roomTokens: Math.min(roomTokens, cacheRoom(sequence, pack.manifest.limits)),
      seed,
      segmentIndex: index,
      settings: settings.tokens,
      signal,
      onToken: () => lanes.move(progress.step()),
    });
    log.info(
      `Segment ${index + 1} of ${segments.length}: ${drawn.generated} speech tokens for ${textIds.length} text tokens, stopped by ${drawn.stop}`,
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
    if (index + 1 === to) lanes.finish(progress.end());
    else lanes.move(progress.rest());
    yield { ...segment, seed, tokens: drawn.tokens, drawn };
  }
}

/** Tokens that fit into the cache behind the sequence that is read first. */
function cacheRoom({ textIds, speechTokens }: LanguageSequence, { maxCachePositions }: PackLimits): number {
  const positions = 2 + textIds.length + speechTokens.length;
  const room = (maxCachePositions ?? Infinity) - positions;
  if (room >= 1) return room;
  throw new StudioError('text-too-long', { why: 'cache', positions, max: maxCachePositions ?? 0 });
}

/** Counts tokens against an estimate that gives way when there are more. */
function tokenProgress(textIds: number) {
  let startedAt = 0;
  let beforeMs = 0;
  let done = 0;
  const elapsedMs = () => beforeMs + (startedAt === 0 ? 0 : performance.now() - startedAt);
  const count = () => {
    const total = Math.max(textIds * TOKENS_PER_TEXT_ID, done + 1);
    return {
      ...{ done, total, unit: 'tokens' as const },
      ...(done === 0 ? {} : { perSec: (1000 * done) / elapsedMs() }),
    };
  };
  return {
    count,
    begin: () => {
      startedAt = performance.now();
      return count();
    },
    step: () => {
      done++;
      return count();
    },
    /** The other stages have their turn. */
    rest: () => {
      beforeMs = elapsedMs();
      startedAt = 0;
      return count();
    },
    end: () => ({ ...count(), total: done }),
  };
}

function factsOf(
  { index, text: spoken, startChar, endChar, language, textIds, tokens, seed, drawn }: SegmentWork,
  given: { request: TextRequest; text: PreparedText; direction: Direction; wave: Float32Array },
): SegmentFacts {
  const { request, text, direction, wave } = given;
  const number = index + 1;
  return {
    ...{ segment: index, of: text.segments.length, startChar, endChar, language, seed, stop: drawn.stop },
    ...{ text: request.text.slice(startChar, endChar), spoken, tokens: tokens.length },
    warnings: [
      ...(direction.mode === 'zero_shot' ? diagnoseLength(spoken, direction.transcript, number) : []),
      ...diagnoseSegment({ number, textIds: textIds.length, drawn, peak: peakOf(wave) }),
    ],
  };
}

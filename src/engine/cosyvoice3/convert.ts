import { setImmediate } from 'node:timers/promises';
import { limits, type Warning } from '#contract/domain';
import type { Audio, SynthesisRequest } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { resample } from '#audio/resample';
import type { WorkContext } from '../engine';
import { followInstruction, withPushedAside } from '../instructions/pushed-aside';
import { SpeechLine, spokenSegments } from '../speech-line';
import { ENROL_RATE_HZ, TOKENS_PER_SEC } from './geometry';
import type { LoadedPack } from './loaded-pack';
import type { TakeStream } from './pipeline';
import { cutSpeech, type SpeechPiece } from './prompt/cut-speech';
import { tokenizerMel } from './prompt/tokenizer-mel';
import { takeSettings } from './settings';
import { peakOf, prepareVoice, renderSegments, roomFor } from './stage-runs';

/** A voice conversion whose loudest sample is below this went wrong. */
const QUIETEST_PEAK = 0.01;

/**
 * Source speech in the target voice: what the source says, as speech tokens, goes straight to the flow; no language
 * model, so the seed changes nothing. Sources beyond 30 s are cut at pauses.
 * @throws StudioError 'source-…', 'audio-rate-too-low', 'audio-not-finite', and what the stages throw
 * Source: the reference's inference_vc, with the prompt aligned as in its other modes.
 */
export async function* convert(
  loaded: LoadedPack,
  request: SynthesisRequest,
  context: WorkContext,
): TakeStream {
  const settings = takeSettings(request);
  const source = requireSource(request.source);
  const { voice, enrolled } = await prepareVoice(loaded, request, settings, context);
  const roomTokens = roomFor(voice.speechTokens.length, loaded.pack.manifest.limits);
  const pieces = cutSpeech(source.samples, source.sampleRateHz, {
    shortestSec: limits.sourceSec.min,
    longestSec: Math.min(limits.sourceSec.pieceMax, roomTokens / TOKENS_PER_SEC),
  });
  const { from, to } = spokenSegments(request.part, pieces.length);
  const segments = await readSource(loaded, source, pieces, context);
  await loaded.sessions.release('enroll');
  const instruction = followInstruction(request.instruction, '', 'vc');
  const understood = withPushedAside({ instruction: '', directions: [], ignored: [] }, instruction);
  const given = { voice, understood, settings: settings.flow, speed: request.speed, count: to - from };
  const line = new SpeechLine(request.part, () => 0);
  let peak = 0;
  for await (const { segment, wave } of renderSegments(loaded, segments.slice(from, to), given, context)) {
    peak = Math.max(peak, peakOf(wave));
    const { index, tokens } = segment;
    const facts = { segment: index, of: pieces.length, startChar: 0, endChar: 0, language: 'und' };
    const said = { text: '', spoken: '', tokens: tokens.length, seed: request.seed, warnings: [] };
    yield* line.add({ ...facts, ...said }, wave);
  }
  return {
    normalizedText: '',
    warnings: [...instruction.notes, ...cutWarnings(pieces, source), ...quietWarnings(peak)],
    understood,
    mode: 'vc',
    voice,
    enrolled,
  };
}

/** A piece of the source as speech tokens. */
interface ReadPiece {
  readonly index: number;
  readonly tokens: readonly number[];
}

function requireSource(source: Audio | undefined): Audio {
  if (!source) {
    throw new StudioError('source-missing');
  }
  const { samples, sampleRateHz } = source;
  if (sampleRateHz < limits.promptRateHz.min) {
    throw new StudioError('audio-rate-too-low', { sampleRateHz, minRateHz: limits.promptRateHz.min });
  }
  const durationSec = samples.length / sampleRateHz;
  if (durationSec < limits.sourceSec.min) {
    throw new StudioError('source-too-short', { durationSec, minSec: limits.sourceSec.min });
  }
  if (samples.every(Number.isFinite)) return source;
  throw new StudioError('audio-not-finite');
}

/** @returns each piece as speech tokens, 25 per second */
async function readSource(
  { enroller }: LoadedPack,
  { sampleRateHz, samples }: Audio,
  pieces: readonly SpeechPiece[],
  { lanes, log, signal }: WorkContext,
): Promise<ReadPiece[]> {
  const durationSec = samples.length / sampleRateHz;
  log.info(
    `Source speech loaded, duration: ${durationSec.toFixed(1)}s, sample rate: ${sampleRateHz}Hz, ${pieces.length === 1 ? '1 piece' : `${pieces.length} pieces`}`,
    { stage: 'tokens' },
  );
  lanes.start('tokens', { done: 0, total: pieces.length, unit: 'segments' });
  const read: ReadPiece[] = [];
  for (const [index, piece] of pieces.entries()) {
    await setImmediate();
    signal.throwIfAborted();
    const features = tokenizerMel(resample(piece.samples, sampleRateHz, ENROL_RATE_HZ));
    read.push({ index, tokens: Array.from(await enroller.tokenizeSpeech(features)) });
    lanes.move({ done: read.length });
  }
  const count = read.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (count === 0) {
    throw new StudioError('pack-invalid', { why: 'no-tokens', role: 'speech_tokenizer' });
  }
  log.info(`Source read: ${count} speech tokens, mode vc`, { stage: 'tokens' });
  lanes.finish();
  return read;
}

function cutWarnings(pieces: readonly SpeechPiece[], { sampleRateHz }: Audio): Warning[] {
  return pieces
    .filter(({ endsInSpeech }) => endsInSpeech)
    .map(({ startSec, samples }) => {
      const atSec = Math.round((startSec + samples.length / sampleRateHz) * 10) / 10;
      return { code: 'source-cut', values: { atSec } };
    });
}

function quietWarnings(peak: number): Warning[] {
  if (peak >= QUIETEST_PEAK) return [];
  return [{ code: 'conversion-quiet', values: { peak } }];
}

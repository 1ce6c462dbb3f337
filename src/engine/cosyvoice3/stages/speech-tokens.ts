import { SPEECH_CODES } from '../geometry';
import { createRandom, subSeed } from '../math/random';
import { defaultSampling, forbidStops, RepetitionAwareSampler } from '../math/sampling';
import type { SamplingSettings, StopMasking } from '../math/sampling';
import { DEFAULT_SILENT_RUN, dropLongSilences } from '../math/silent-tokens';
import type { LanguageModel, LanguageSequence } from './language-model';

export interface TokenSettings {
  readonly sampling: SamplingSettings;
  readonly stopMasking: StopMasking;
  /** Fewest and most speech tokens per text token of the segment. */
  readonly minRatio: number;
  readonly maxRatio: number;
  /** Silent codes kept in a row; 0 keeps every token. */
  readonly silentRun: number;
}

export const defaultTokenSettings: TokenSettings = {
  sampling: defaultSampling,
  stopMasking: 'strict',
  minRatio: 2,
  maxRatio: 20,
  silentRun: DEFAULT_SILENT_RUN,
};

export interface TokenRequest {
  readonly sequence: LanguageSequence;
  /** Text tokens of the segment alone: they bound the length. */
  readonly segmentIds: number;
  /** Most tokens that the later stages can take. */
  readonly roomTokens: number;
  readonly seed: number;
  readonly segmentIndex: number;
  readonly settings: TokenSettings;
  readonly signal: AbortSignal;
  /** Called after every token with the count so far. */
  readonly onToken: (count: number) => void;
}

export interface GeneratedTokens {
  /** What the flow gets: long silences shortened. */
  readonly tokens: readonly number[];
  /** Before that. */
  readonly generated: number;
  readonly stop: 'eos' | 'max-length';
  /** How often the repetition test asked for a second draw. */
  readonly redraws: number;
  /** 0 for the first try. */
  readonly attempt: number;
  /** What the draws of this attempt were seeded with, hex. */
  readonly subSeed: string;
  readonly prefillMs: number;
}

/** A model that stops at once gets this many tries, each with draws of its own. */
const ATTEMPTS = 3;

/**
 * Draws speech tokens until the model stops or the length runs out.
 * @returns no tokens only when three attempts stopped at once
 * @throws the signal's reason between tokens; StudioError 'not-a-number', 'out-of-memory'
 */
export async function generateTokens(model: LanguageModel, request: TokenRequest): Promise<GeneratedTokens> {
  for (let attempt = 0; ; attempt++) {
    const drawn = await drawTokens(model, request, attempt);
    if (drawn.tokens.length > 0 || attempt === ATTEMPTS - 1) return drawn;
  }
}

async function drawTokens(
  model: LanguageModel,
  request: TokenRequest,
  attempt: number,
): Promise<GeneratedTokens> {
  const { settings, signal } = request;
  const { shortest, longest } = lengthBounds(request);
  const seed = subSeed(request.seed, request.segmentIndex, attempt);
  const random = createRandom(seed);
  const sampler = new RepetitionAwareSampler(random, settings.sampling);
  const history: number[] = [];
  signal.throwIfAborted();
  const startedAt = performance.now();
  const decoding = await model.begin(request.sequence);
  const prefillMs = Math.round(performance.now() - startedAt);
  let stop: GeneratedTokens['stop'] = 'max-length';
  while (history.length < longest) {
    signal.throwIfAborted();
    if (history.length < shortest) forbidStops(decoding.logits, settings.stopMasking);
    const id = sampler.draw(decoding.logits, history);
    if (id >= SPEECH_CODES) {
      stop = 'eos';
      break;
    }
    history.push(id);
    request.onToken(history.length);
    // the last allowed token needs no successor
    if (history.length < longest) await decoding.accept(id);
  }
  return {
    tokens: dropLongSilences(history, settings.silentRun),
    generated: history.length,
    stop,
    redraws: sampler.redraws,
    attempt,
    subSeed: seed.toString(16).padStart(16, '0'),
    prefillMs,
  };
}

/** The shortest length stays below the longest, so that a stop can always be drawn. */
function lengthBounds({ settings, segmentIds, roomTokens }: TokenRequest): {
  shortest: number;
  longest: number;
} {
  const longest = Math.min(Math.floor(settings.maxRatio * segmentIds), roomTokens);
  const shortest = Math.min(Math.floor(settings.minRatio * segmentIds), longest - 1);
  return { shortest, longest };
}

import type { Recipe, Voice } from '#contract/domain';
import { AUTO_ENGINE } from '#contract/engines';
import type { LexiconReading } from '#contract/lexicon';
import type { ProjectDefaults } from '#contract/projects';
import type { CastMember, ScriptLine, staleReasons } from '#contract/scripts';

/** What a line would be spoken as now. Members that nothing fixes are absent. */
export interface LineRequest {
  readonly text: string;
  /** Absent: its speaker has no voice. */
  readonly voice?: Voice;
  readonly instruction: string;
  readonly speed: number;
  readonly seed?: number;
  readonly engine?: string;
  readonly language?: string;
}

export type StaleReason = (typeof staleReasons)[number];

interface LineContext {
  readonly member: CastMember | undefined;
  readonly defaults: ProjectDefaults;
  readonly voiceOf: (voiceId: string) => Voice | undefined;
}

/** The line's own first, then its speaker's, the project's, the voice's; an empty direction is none. */
export function lineRequest(line: ScriptLine, { member, defaults, voiceOf }: LineContext): LineRequest {
  const { voiceId, speed, seed, engine, language } = line.overrides;
  // a speaker with a name never falls back on the project's voice: the wrong person would speak
  const wanted = voiceId ?? (line.speaker === '' ? defaults.voiceId : member?.voiceId);
  const voice = wanted === undefined ? undefined : voiceOf(wanted);
  const said = [line.instruction, member?.instruction, defaults.instruction, voice?.defaults.instruction];
  const fixedSeed = seed ?? defaults.seed ?? voice?.defaults.seed;
  const fixedEngine = engine ?? defaults.engine;
  return {
    text: line.text.trim(),
    ...(voice ? { voice } : {}),
    instruction: said.map((each) => each?.trim() ?? '').find((each) => each !== '') ?? '',
    speed: speed ?? member?.speed ?? defaults.speed ?? voice?.defaults.speed ?? 1,
    ...(fixedSeed === undefined ? {} : { seed: fixedSeed }),
    ...(fixedEngine === undefined || fixedEngine === AUTO_ENGINE ? {} : { engine: fixedEngine }),
    ...(language === undefined ? {} : { language }),
  };
}

/** What of a recipe a line is held against. */
export type SpokenAs = Pick<
  Recipe,
  'text' | 'voiceId' | 'promptSha256' | 'instruction' | 'speed' | 'seed' | 'engine' | 'language' | 'lexicon'
>;

/** @returns what would be different if the line were spoken now */
export function staleReasonsOf(
  request: LineRequest,
  recipe: SpokenAs,
  lexicon: readonly LexiconReading[],
): StaleReason[] {
  const { voice } = request;
  const differs: Readonly<Record<StaleReason, boolean>> = {
    text: request.text !== recipe.text.trim(),
    voice: voice ? voice.id !== recipe.voiceId : false,
    prompt: voice?.id === recipe.voiceId && voice.promptSha256 !== recipe.promptSha256,
    direction: request.instruction !== recipe.instruction.trim(),
    speed: request.speed !== recipe.speed,
    seed: request.seed !== undefined && request.seed !== recipe.seed,
    engine: request.engine !== undefined && request.engine !== recipe.engine,
    language: request.language !== undefined && request.language !== recipe.language,
    lexicon: wordsOf(lexicon) !== wordsOf(recipe.lexicon ?? []),
  };
  return (Object.keys(differs) as StaleReason[]).filter((reason) => differs[reason]);
}

const wordsOf = (readings: readonly LexiconReading[]): string =>
  readings
    .map(({ word, reading, kind, language = '' }) => JSON.stringify([word, reading, kind, language]))
    .sort()
    .join();

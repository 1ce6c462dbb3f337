import { randomUUID } from 'node:crypto';
import { askedOf } from '#contract/asked';
import { INBOX, type Recipe, type Take, type TakeRequest, type Voice, type Warning } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import { languageTagSchema } from '#contract/languages';
import { lexiconReadingSchema } from '#contract/lexicon';
import { waitingStages } from '#contract/stages';
import { countCharacters } from '../lib/characters';
import { without } from '../storage/database/rows';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { Instructions } from './instructions';
import type { SourceFiles } from './source-files';
import { transcriptWarnings } from '../voices/transcript-fit';
import { resolveMode } from '#contract/mode';
import { checkRequest } from './take-request';

/** What a recipe from elsewhere fixes; a voice may have another chosen prompt, and other words for it, since. */
export type ExactPrompt = Pick<Voice, 'promptId' | 'promptSha256' | 'transcript'>;

export interface NewTakeParts {
  readonly instructions: Instructions;
  readonly sources: Pick<SourceFiles, 'keep'>;
  readonly voice: Voice;
  readonly engine: EngineId;
  /** Instead of the voice's chosen prompt and its words. */
  readonly prompt?: ExactPrompt;
  /** What the project's texts are read in that do not say their own. */
  readonly projectLanguage: string | undefined;
  readonly appVersion: string;
  readonly lexicon: Pick<LexiconStore, 'readingsFor'>;
}

/**
 * @returns the take that a request asks for, queued
 * @throws StudioError for every input that cannot work
 */
export async function newTake(request: TakeRequest, parts: NewTakeParts): Promise<Take> {
  const written = (request.instruction ?? '').trim();
  const preset =
    request.instructionId === undefined ? '' : await parts.instructions.textOf(request.instructionId);
  // words that a person wrote say more than the preset they started from
  const instruction = written === '' ? preset : written;
  const { voice, appVersion, prompt = voice } = parts;
  const warnings = [
    ...checkRequest(request, instruction),
    ...promptWarnings(request, instruction, voice, prompt),
  ];
  const source = request.source && (await parts.sources.keep(request.source));
  return {
    id: randomUUID(),
    number: 0,
    createdAt: new Date().toISOString(),
    state: 'queued',
    recipe: {
      ...askedOf(without(request, 'lexicon')),
      ...withLexicon(request, parts),
      text: source ? '' : request.text,
      normalizedText: '',
      ...usualLanguage(request, parts),
      ...(source ? { source } : {}),
      engine: parts.engine,
      mode: resolveMode(request.mode, {
        instruction,
        transcript: prompt.transcript,
        converts: source !== undefined,
      }),
      instruction,
      speed: request.speed ?? 1,
      voiceId: voice.id,
      voiceName: voice.name,
      promptSha256: prompt.promptSha256,
      promptId: prompt.promptId,
      transcript: prompt.transcript,
      ...(voice.consent ? { consent: voice.consent.kind } : {}),
      ...(request.packId === undefined ? {} : { packId: request.packId }),
      appVersion,
      runtimeVersion: '',
    },
    // what a template says is known before the engine has read it, in every language
    understood: { instruction, directions: await parts.instructions.directionsIn(instruction), ignored: [] },
    stages: waitingStages(),
    segments: [],
    warnings,
    projectId: request.projectId ?? INBOX,
    ...(request.lineId === undefined ? {} : { lineId: request.lineId }),
    ...(request.batch ? { batch: request.batch } : {}),
    ...{ name: '', favourite: false, rating: 0, note: '' },
  };
}

/** @returns the request that makes this take again, with the engine it had */
export function requestOf({
  recipe,
  projectId,
  lineId,
}: Pick<Take, 'recipe' | 'projectId' | 'lineId'>): TakeRequest {
  const { voiceId, engine, mode, source, packId, lexicon = [] }: Recipe = recipe;
  return {
    ...askedOf(recipe),
    // the words as they were read, whatever the lexicon says by now
    ...{ lexicon, voiceId, engine, mode, projectId },
    // and the language as it was, whatever the voice says by now
    voiceLanguage: recipe.voiceLanguage ?? NONE,
    ...(lineId === undefined ? {} : { lineId }),
    ...(source ? { source: { sha256: source.sha256, name: source.name } } : {}),
    ...(packId === undefined ? {} : { packId }),
  };
}

/** No language. */
const NONE = 'und';

function usualLanguage(
  { language, voiceLanguage }: TakeRequest,
  { projectLanguage, voice }: NewTakeParts,
): Pick<Recipe, 'voiceLanguage'> {
  if (language !== undefined || voiceLanguage === NONE) return {};
  return voiceLanguage === undefined ? languageOf(projectLanguage, voice) : { voiceLanguage };
}

/** @returns what texts are read in that do not say their own language: the project's before the voice's, if one is said */
export function languageOf(
  projectLanguage: string | undefined,
  voice: Pick<Voice, 'language'> | undefined,
): Pick<Recipe, 'voiceLanguage'> {
  const tag = languageTagSchema.safeParse(projectLanguage ?? voice?.language);
  return tag.success ? { voiceLanguage: tag.data } : {};
}

/** A transcript that cannot fit counts where it is used. */
function promptWarnings(
  { mode, source }: TakeRequest,
  instruction: string,
  voice: Voice,
  { promptId, transcript }: ExactPrompt,
): Warning[] {
  const { promptSec } = voice.prompts.find(({ id }) => id === promptId) ?? voice;
  const converts = source !== undefined;
  return resolveMode(mode, { instruction, transcript, converts }) === 'zero_shot'
    ? transcriptWarnings(transcript, promptSec)
    : [];
}

function withLexicon(request: TakeRequest, { lexicon, voice }: NewTakeParts): Pick<Recipe, 'lexicon'> {
  const { text, projectId = INBOX } = request;
  const readings = request.lexicon
    ? lexiconReadingSchema.array().parse(request.lexicon)
    : lexicon.readingsFor(text, { voiceId: voice.id, projectId });
  return readings.length === 0 ? {} : { lexicon: readings };
}

/** More than any voice needs: 0.5 s a character at normal speed, 16 bit at 24 kHz, and room for tags. */
export function expectedBytes({ recipe }: Take): number {
  const audioSec = (recipe.source?.durationSec ?? countCharacters(recipe.text) * 0.5) / recipe.speed + 1;
  return Math.ceil(audioSec * 24_000 * 2) + 1_000_000;
}

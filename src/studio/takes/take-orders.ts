import { INBOX, type Recipe, type Take, type TakeRequest, type Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { Difference } from '#contract/repeat';
import { waitingStages } from '#contract/stages';
import { drawSeed } from '#contract/seed';
import type { ChooseEngine } from '../engines/choose-engine';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { Projects } from '../projects/projects';
import { without } from '../storage/database/rows';
import type { Voices } from '../voices/voices';
import type { Instructions } from './instructions';
import { newTake, requestOf, type ExactPrompt } from './new-take';
import type { Waiting } from './queue/take-queue';
import { endOf, type SegmentStore } from './segment-store';
import type { SourceFiles } from './source-files';
import type { TakeStore, WaitingRequest } from './take-store';

export interface TakeOrdersParts {
  readonly store: TakeStore;
  readonly segments: SegmentStore;
  readonly voices: Voices;
  readonly projects: Pick<Projects, 'require' | 'requireOpen'>;
  readonly sources: SourceFiles;
  readonly instructions: Instructions;
  readonly lexicon: Pick<LexiconStore, 'readingsFor'>;
  readonly chooseEngine: ChooseEngine;
  readonly appVersion: string;
}

/** What is to be made, and where it stands in the queue. */
export interface Order extends Waiting {
  readonly where: 'first' | 'last';
}

/**
 * Makes of what a person asks for, anew or about a take that is there, what the queue takes.
 * Each throws StudioError for every input that cannot work, 'take-not-found' for a take that is not there.
 */
export class TakeOrders {
  constructor(private readonly parts: TakeOrdersParts) {}

  /** What a person asks for; of a line, only while the script has it. */
  asked(request: TakeRequest): Promise<Order> {
    const { lineId, projectId = INBOX } = request;
    if (lineId !== undefined && !this.parts.store.isLine(projectId, lineId))
      throw new StudioError('line-not-found', { lineId });
    return this.anew(request);
  }

  /** @param prompt the one it had; the voice's chosen one when absent */
  async anew(request: WaitingRequest, prompt?: ExactPrompt, notes: readonly Warning[] = []): Promise<Order> {
    this.parts.projects.requireOpen(request.projectId ?? INBOX);
    const take = await this.make(request, prompt, notes);
    this.parts.voices.used(take.recipe.voiceId, take.createdAt);
    return { take, request: take.recipe.source ? requestOf(take) : request, where: 'last' };
  }

  /** What `changes` does not name is held; a take that failed or was cancelled is made again, any other is followed by a new one. */
  async again(takeId: string, { seed, changes = {} }: Difference): Promise<Order> {
    const { take } = this.parts.store.requirePresent(takeId);
    const request = changed(requestOf(take), changes, seedOf(seed, take.recipe));
    const prompt = this.ownPrompt(take);
    const lost = prompt ? [] : [promptLost(take.recipe)];
    if (take.state !== 'failed' && take.state !== 'cancelled') return this.anew(request, prompt, lost);
    const made = await this.make(request, prompt, lost);
    const { id, number, createdAt, name, favourite, rating, note, file, batch } = take;
    // what came of it before is written over
    this.parts.segments.cut(id);
    const again: Take = {
      ...{ ...made, id, number, createdAt, name, favourite, rating, note },
      ...(file === undefined ? {} : { file }),
      ...(batch ? { batch } : {}),
    };
    return { take: again, request, where: 'first' };
  }

  /** The take of a recipe from elsewhere, with the prompt it had. */
  fromRecipe(
    recipe: Recipe,
    prompt: ExactPrompt & { readonly voiceId: string },
    { seed, changes = {} }: Difference,
  ): Promise<Order> {
    const held = { ...requestOf({ recipe, projectId: INBOX }), voiceId: prompt.voiceId };
    return this.anew(changed(held, changes, seedOf(seed, recipe)), prompt);
  }

  /**
   * The rest of a take; of one that ended while its file was closed that is its recipe.
   * @throws StudioError 'bad-request' when it is not over, or nothing of it is there
   */
  rest(takeId: string): Order {
    const take = this.requireEnded(takeId);
    const { segments } = this.parts.segments.of(take);
    if (endOf(segments) === 0 || this.parts.segments.isUnknown(takeId))
      throw new StudioError('bad-request', { why: 'nothing-kept', takeId, state: take.state });
    const told = segments.reduce((sum, { warnings }) => sum + warnings.length, 0);
    const warnings = take.warnings.slice(0, take.warnings.length - told);
    const again: Take = {
      ...without(take, 'error'),
      ...{ state: 'queued', stages: waitingStages(), warnings },
    };
    return { take: again, request: requestOf(take), where: 'first' };
  }

  /** A version with another seed for one segment. @throws StudioError 'bad-request' when it has no such segment */
  async reroll(takeId: string, segment: number, seed: number | 'new'): Promise<Order> {
    const { take } = this.parts.store.requirePresent(takeId);
    const { segments } = this.parts.segments.of(take);
    if (take.recipe.source || this.parts.segments.isUnknown(takeId) || segment >= segments.length)
      throw new StudioError('bad-request', { why: 'no-segment', takeId, segment });
    const held = requestOf(take);
    const segmentSeeds = { ...held.segmentSeeds, [segment]: seedOf(seed, take.recipe) };
    const prompt = this.ownPrompt(take);
    // another prompt is another voice: its sentences would not fit to those that are there
    if (!prompt) return this.anew({ ...held, segmentSeeds }, prompt, [promptLost(take.recipe)]);
    return this.anew({ ...held, segmentSeeds, keepsOf: takeId }, prompt);
  }

  private requireEnded(takeId: string): Take {
    const { take } = this.parts.store.requirePresent(takeId);
    if (take.state === 'failed' || take.state === 'cancelled') return take;
    throw new StudioError('bad-request', { why: 'not-ended', takeId, state: take.state });
  }

  private async make(
    request: TakeRequest,
    prompt: ExactPrompt | undefined,
    notes: readonly Warning[],
  ): Promise<Take> {
    const { voices, sources, instructions, lexicon, appVersion } = this.parts;
    const voice = voices.require(request.voiceId);
    const engine = this.parts.chooseEngine(request);
    const parts = {
      instructions,
      lexicon,
      sources,
      voice,
      engine,
      appVersion,
      projectLanguage: this.parts.projects.require(request.projectId ?? INBOX).defaults.language,
      ...(prompt ? { prompt } : {}),
    };
    const take = await newTake(request, parts);
    return { ...take, warnings: [...take.warnings, ...notes] };
  }

  /** A take's own prompt, if the voice still has it: the chosen one may be another by now. */
  private ownPrompt({ recipe }: Take): ExactPrompt | undefined {
    const { voiceId, promptSha256, transcript } = recipe;
    const { prompts } = this.parts.voices.require(voiceId);
    const own = prompts.find((prompt) => prompt.promptSha256 === promptSha256);
    return own && { promptId: own.id, promptSha256, transcript };
  }
}

/** @returns the request that differs in what `changes` names */
function changed(held: TakeRequest, changes: NonNullable<Difference['changes']>, seed: number): TakeRequest {
  const { text = held.text, engine = held.engine, mode = held.mode, speed = held.speed } = changes;
  const { advanced = held.advanced, packId = held.packId } = changes;
  // seeds of single segments belong to these words and this reading of them
  const kept = text === held.text && seed === held.seed ? held : without(held, 'segmentSeeds');
  const optional = { ...(advanced ? { advanced } : {}), ...(packId ? { packId } : {}) };
  return { ...kept, text, engine, mode, speed, seed, ...optional };
}

/** The voice lost the prompt that the take was made with: the chosen one speaks instead, and the take says so. */
const promptLost = ({ voiceName, promptSha256 }: Recipe): Warning => ({
  code: 'prompt-lost',
  values: { voice: voiceName, prompt: promptSha256.slice(0, 12) },
});

function seedOf(seed: Difference['seed'], recipe: Recipe): number {
  if (seed === 'same') return recipe.seed;
  return seed === 'new' ? drawSeed() : seed;
}

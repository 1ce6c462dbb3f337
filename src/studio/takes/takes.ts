import { randomInt } from 'node:crypto';
import { INBOX, limits, type Recipe, type Take, type TakeRequest, type Warning } from '#contract/domain';
import { StudioError, loggedFacts } from '#contract/errors';
import type { Difference } from '#contract/repeat';
import type { Settings } from '#contract/studio-state';
import { personal } from '#contract/personal';
import { warningLine } from '../log/english';
import { waitingStages } from '#contract/stages';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { EngineProgress } from '../flight/flight-recorder';
import { ensureFolder, requireSpace } from '../storage/files/files';
import { without } from '../storage/database/rows';
import type { LexiconStore } from '../lexicon/lexicon-store';
import type { Instructions } from './instructions';
import { fileWords } from '../log/log-privacy';
import { expectedBytes, newTake, requestOf, type ExactPrompt } from './new-take';
import type { EnginePool } from '../engines/engine-pool';
import { TakeQueue, type Waiting } from './queue/take-queue';
import type { Projects } from '../projects/projects';
import type { TakeBin } from './take-bin';
import { cancellation, gone } from './take-errors';
import { endOf } from './segment-store';
import { GrowingTake } from './take-file';
import { TakeRun, type TakeRunParts } from './take-run';
import { interruption, type TakeQuery, type WaitingRequest } from './take-store';
import type { Voices } from '../voices/voices';

export interface TakesParts extends Omit<TakeRunParts, 'engine'> {
  readonly pool: EnginePool;
  readonly queueSettings: () => Pick<Settings, 'concurrency' | 'queuePaused'>;
  readonly voices: Voices;
  readonly projects: Pick<Projects, 'require' | 'requireOpen'>;
  readonly bin: TakeBin;
  readonly instructions: Instructions;
  readonly lexicon: Pick<LexiconStore, 'readingsFor'>;
  readonly appVersion: string;
  readonly onDeleted: (takeId: string) => void;
  /** The queue or what runs has changed. */
  readonly onQueue: () => void;
}

/** The take queue, and the takes that came out of it. */
export class Takes {
  private readonly queue: TakeQueue;
  private readonly runs = new Map<string, TakeRun>();
  private readonly ends = new Map<string, Promise<void>>();
  private closed = false;

  constructor(private readonly parts: TakesParts) {
    this.queue = new TakeQueue(parts.store);
  }

  get queueLength(): number {
    return this.queue.length;
  }

  /** Nothing is made and nothing waits. */
  get isIdle(): boolean {
    return this.runs.size === 0 && this.queue.length === 0;
  }

  /** Oldest first. */
  get runningTakeIds(): string[] {
    return [...this.runs.keys()];
  }

  /**
   * Checks a request and puts it in the queue.
   * @returns the take, queued; the rest is told by events
   * @throws StudioError for every input that cannot work, and 'disk-full' or 'folder-not-writable'
   */
  start(request: TakeRequest): Promise<Take> {
    // the speech it converts is kept before its row is
    return this.parts.access.add(() => this.startNow(request));
  }

  private async startNow(
    request: WaitingRequest,
    prompt?: ExactPrompt,
    notes: readonly Warning[] = [],
  ): Promise<Take> {
    this.parts.projects.requireOpen(request.projectId ?? INBOX);
    const take = await this.make(request, prompt, notes);
    this.parts.voices.used(take.recipe.voiceId, take.createdAt);
    return this.enqueue({ take, request: take.recipe.source ? requestOf(take) : request }, 'last');
  }

  /**
   * Makes a take again with what `changes` does not name: one that failed or was cancelled is the same take, back in front of
   * the queue, any other a new one.
   * @throws StudioError 'take-not-found', and all that starting a take throws
   */
  repeat(takeId: string, { seed, changes = {} }: Difference): Promise<Take> {
    return this.parts.access.add(async () => {
      const { take } = this.parts.store.requirePresent(takeId);
      const request = changed(requestOf(take), changes, seedOf(seed, take.recipe));
      const prompt = this.ownPrompt(take);
      const lost = prompt ? [] : [promptLost(take.recipe)];
      if (take.state !== 'failed' && take.state !== 'cancelled') return this.startNow(request, prompt, lost);
      const made = await this.make(request, prompt, lost);
      const { id, createdAt, name, favourite, rating, note, file } = take;
      // what came of it before is written over
      this.parts.segments.cut(id);
      const again: Take = {
        ...{ ...made, id, createdAt, name, favourite, rating, note },
        ...(file === undefined ? {} : { file }),
      };
      return this.enqueue({ take: again, request }, 'first');
    });
  }

  /** Makes the take of a recipe from elsewhere, with the prompt it had. @throws all that starting a take throws */
  reproduce(
    recipe: Recipe,
    prompt: ExactPrompt & { readonly voiceId: string },
    how: Difference,
  ): Promise<Take> {
    const { seed, changes = {} } = how;
    const held = { ...requestOf({ recipe, projectId: INBOX }), voiceId: prompt.voiceId };
    return this.parts.access.add(() => this.startNow(changed(held, changes, seedOf(seed, recipe)), prompt));
  }

  /**
   * Speaks a take that failed or was cancelled on from its first missing segment, with the recipe it has.
   * @throws StudioError 'take-not-found'; 'bad-request' when it is not over, nothing is there, or nothing is missing
   */
  continue(takeId: string): Promise<Take> {
    return this.parts.access.add(() => {
      const take = this.requireEnded(takeId);
      const { segments, complete } = this.parts.segments.of(take);
      if (segments.length === 0 || complete)
        throw new StudioError('bad-request', `The take ${takeId.slice(0, 8)} has nothing to go on from.`, {
          repair: 'Try it again from its beginning.',
          values: { takeId, state: take.state },
        });
      const told = segments.reduce((sum, { warnings }) => sum + warnings.length, 0);
      const warnings = take.warnings.slice(0, take.warnings.length - told);
      const again: Take = {
        ...without(take, 'error'),
        ...{ state: 'queued', stages: waitingStages(), warnings },
      };
      return this.enqueue({ take: again, request: requestOf(take) }, 'first');
    });
  }

  /**
   * A new version of a take in which one segment is spoken with another seed; the others come out as they were.
   * @param segment counted from 0
   * @throws StudioError 'take-not-found', 'bad-request' when it has no such segment, and all that starting a take throws
   */
  reroll(takeId: string, segment: number, seed: number | 'new'): Promise<Take> {
    return this.parts.access.add(() => {
      const { take } = this.parts.store.requirePresent(takeId);
      const { segments } = this.parts.segments.of(take);
      if (take.recipe.source || this.parts.segments.isUnknown(takeId) || segment >= segments.length)
        throw new StudioError(
          'bad-request',
          `The take ${takeId.slice(0, 8)} has no segment ${segment} that a seed changes.`,
          { repair: 'Make the whole take again.', values: { takeId, segment } },
        );
      const held = requestOf(take);
      const segmentSeeds = { ...held.segmentSeeds, [segment]: seedOf(seed, take.recipe) };
      const prompt = this.ownPrompt(take);
      // another prompt is another voice: its sentences would not fit to those that are there
      if (!prompt) return this.startNow({ ...held, segmentSeeds }, prompt, [promptLost(take.recipe)]);
      return this.startNow({ ...held, segmentSeeds, keepsOf: takeId }, prompt);
    });
  }

  /** @throws StudioError 'take-not-found', 'bad-request' */
  private requireEnded(takeId: string): Take {
    const { take } = this.parts.store.requirePresent(takeId);
    if (take.state === 'failed' || take.state === 'cancelled') return take;
    throw new StudioError('bad-request', `The take ${takeId.slice(0, 8)} is ${take.state}.`, {
      repair: 'Only a take that failed or was cancelled can go on.',
      values: { takeId, state: take.state },
    });
  }

  /** Takes that a killed studio was making are kept as far as they came; call it at the start only. */
  async recover(): Promise<void> {
    const { store, segments, log } = this.parts;
    for (const take of store.failUnfinished()) {
      log.warn(`Take interrupted: ${personal(take.error?.message ?? '')}`, { takeId: take.id });
      if (endOf(segments.of(take).segments) === 0) continue;
      try {
        const sound = await new GrowingTake(this.parts, take.id).close(take, take.recipe);
        store.update({ ...take, ...sound });
      } catch (thrown) {
        log.error('What had come of a take could not be kept', { takeId: take.id, cause: thrown });
      }
    }
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

  /** Ends a waiting or running take; one that is over stays as it is. @throws StudioError 'take-not-found' */
  cancel(takeId: string): void {
    const run = this.runs.get(takeId);
    if (run) return run.stop(cancellation());
    const { take } = this.parts.store.require(takeId);
    // one that waits for another studio's turn is in the library alone
    const waiting = this.queue.remove(takeId) ?? (take.state === 'queued' ? take : undefined);
    if (waiting) this.cancelled(waiting);
    this.parts.onQueue();
  }

  /** @returns how many takes were waiting or running, and are not any more */
  cancelAll(): number {
    const waiting = this.queue.takeAll();
    for (const take of waiting) this.cancelled(take);
    for (const run of this.runs.values()) run.stop(cancellation());
    this.parts.onQueue();
    return waiting.length + this.runs.size;
  }

  /** Moves a waiting take in front of another, or to the end. @throws StudioError 'take-not-found' */
  move(takeId: string, beforeTakeId: string | undefined): void {
    this.parts.store.require(takeId);
    const moved = this.queue.move(takeId, beforeTakeId);
    if (moved) this.parts.onChange(moved);
  }

  /** Ends the engine process of a running take, which fails and says why; without one, the first process. */
  async restartEngine(takeId: string | undefined): Promise<void> {
    const run = (takeId === undefined ? undefined : this.runs.get(takeId)) ?? [...this.runs.values()][0];
    if (run) await run.restartEngine();
    else await this.parts.pool.restartPrimary(new StudioError('cancelled', 'The engine was restarted.'));
  }

  /** Takes up the queue that an earlier studio left, and starts on it. */
  resume(): void {
    this.queue.load();
    if (this.queue.length > 0) this.parts.log.info('The queue goes on', { takes: this.queue.length });
    this.next();
  }

  /** Starts what may run now: after a change of the queue, or of what the settings allow. */
  next(): void {
    for (let engine = this.mayStart(); engine !== undefined; engine = this.mayStart()) {
      const entry = this.queue.shift();
      if (!entry) {
        this.parts.pool.release(engine);
        break;
      }
      this.begin(entry, engine);
    }
    if (this.queue.length === 0) void this.parts.pool.trim();
    this.parts.onQueue();
  }

  progress(progress: EngineProgress): void {
    this.runs.get(progress.takeId)?.progress(progress);
  }

  list(query: TakeQuery): Take[] {
    return this.parts.store.list(query).map((take) => this.now(take));
  }

  /** In the order of the ids; deleted ones are left out. */
  some(takeIds: readonly string[]): Take[] {
    return this.parts.store.some(takeIds).map((take) => this.now(take));
  }

  /** Moves takes to another project. @throws StudioError 'project-…', 'take-not-found' */
  assign(takeIds: readonly string[], projectId: string): void {
    this.parts.projects.requireOpen(projectId);
    const moved = takeIds.map((id) => ({ ...this.get(id), projectId }));
    this.parts.store.assign(takeIds, projectId);
    for (const take of moved) this.parts.onChange(take);
  }

  /** Tells a take that is being made what a person said about it meanwhile. */
  adopt({ id, name, favourite, rating, note }: Take): void {
    this.runs.get(id)?.adopt({ name, favourite, rating, note });
  }

  /** Whether it is in the list. */
  has(takeId: string): boolean {
    return this.parts.store.find(takeId)?.deleted === false;
  }

  /** @throws StudioError 'take-not-found' */
  get(takeId: string): Take {
    const { take } = this.parts.store.requirePresent(takeId);
    return this.now(take);
  }

  /** Its audio went to the bin; the take itself stays and says so. */
  wasCleared(takeId: string): void {
    const { take, deleted } = this.parts.store.require(takeId);
    if (!deleted) this.parts.onChange(take);
  }

  /** Takes it out of the list and its file out of the outputs folder; `restore` undoes both. */
  async remove(takeId: string): Promise<void> {
    const stored = this.parts.store.requirePresent(takeId);
    this.runs.get(takeId)?.stop(cancellation());
    await this.ends.get(takeId);
    if (stored.take.state === 'queued') this.cancel(takeId);
    const take = await this.parts.bin.discard(takeId);
    this.parts.log.info('Take deleted', { takeId, file: fileWords(take.file) });
    this.parts.onDeleted(takeId);
  }

  /** @throws StudioError 'take-not-found', 'folder-not-writable' */
  async restore(takeId: string): Promise<Take> {
    const { take, deleted } = this.parts.store.require(takeId);
    if (!deleted && take.clearedAt === undefined) return take;
    const { restored, cameBack } = await this.parts.bin.restore(takeId);
    if (!cameBack && !deleted && take.file !== undefined) throw gone(takeId);
    this.parts.log.info('Take restored', { takeId, file: fileWords(restored.file) });
    this.parts.onChange(restored);
    return restored;
  }

  /** Ends what runs, which is kept as interrupted; what waits goes on waiting, for the next studio. */
  async close(): Promise<void> {
    this.closed = true;
    this.queue.takeAll();
    for (const run of this.runs.values()) run.stop(interruption());
    await Promise.all(this.ends.values());
  }

  private async enqueue(entry: Waiting, where: 'first' | 'last'): Promise<Take> {
    const { parts } = this;
    const { id, recipe, warnings } = entry.take;
    const { engine, mode, seed, speed, voiceName } = recipe;
    const facts = { takeId: id, voice: personal(voiceName), engine, mode, seed, speed };
    if (recipe.source)
      parts.log.info(`Received conversion request for speech: ${personal(recipe.source.name)}`, facts);
    else parts.log.info(`Received synthesis request for text: ${personal(recipe.text)}`, facts);
    for (const warning of warnings)
      parts.log.warn(warningLine(warning), { takeId: id, ...loggedFacts(warning) });
    const { folder } = parts.output(entry.take);
    await ensureFolder(folder);
    await requireSpace(folder, expectedBytes(entry.take));
    if (this.closed) throw new StudioError('cancelled', 'The studio is closing.');
    const take = this.queue.add(entry, where);
    parts.onChange(take);
    this.next();
    return take;
  }

  private mayStart(): EngineSupervisor | undefined {
    const { concurrency, queuePaused } = this.parts.queueSettings();
    if (this.closed || queuePaused || this.queue.length === 0) return undefined;
    return this.parts.pool.acquire(concurrency);
  }

  private begin({ take, request }: Waiting, engine: EngineSupervisor): void {
    // while it waited, a person may have said something about it
    const { name, favourite, rating, note } = this.parts.store.require(take.id).take;
    const marked: Take = { ...take, name, favourite, rating, note };
    const run = new TakeRun(marked, request, { ...this.parts, engine });
    this.runs.set(take.id, run);
    const end = run.run().then((over) => {
      this.runs.delete(take.id);
      this.ends.delete(take.id);
      this.parts.pool.release(engine);
      this.parts.onChange(over);
      this.next();
    });
    this.ends.set(take.id, end);
  }

  private cancelled(take: Take): void {
    const over: Take = { ...take, state: 'cancelled' };
    this.parts.store.update(over);
    this.parts.log.info('Take cancelled', { takeId: take.id });
    this.parts.onChange(over);
  }

  /** The library learns of a take at its start and its end; in between its run knows more. */
  private now(take: Take): Take {
    return this.runs.get(take.id)?.current ?? take;
  }
}

/** @returns the request that differs in what `changes` names */
function changed(held: TakeRequest, changes: NonNullable<Difference['changes']>, seed: number): TakeRequest {
  const { text = held.text, engine = held.engine, mode = held.mode, speed = held.speed } = changes;
  const { advanced = held.advanced } = changes;
  // seeds of single segments belong to these words and this reading of them
  const kept = text === held.text && seed === held.seed ? held : without(held, 'segmentSeeds');
  return { ...kept, text, engine, mode, speed, seed, ...(advanced ? { advanced } : {}) };
}

/** The voice lost the prompt that the take was made with: the chosen one speaks instead, and the take says so. */
const promptLost = ({ voiceName, promptSha256 }: Recipe): Warning => ({
  code: 'prompt-lost',
  values: { voice: voiceName, prompt: promptSha256.slice(0, 12) },
});

function seedOf(seed: Difference['seed'], recipe: Recipe): number {
  if (seed === 'same') return recipe.seed;
  return seed === 'new' ? randomInt(limits.seed.min, limits.seed.max + 1) : seed;
}

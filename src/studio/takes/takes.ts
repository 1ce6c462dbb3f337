import type { Recipe, Take, TakeRequest } from '#contract/domain';
import { StudioError, loggedFacts } from '#contract/errors';
import type { Difference } from '#contract/repeat';
import type { Settings } from '#contract/studio-state';
import { personal } from '#contract/personal';
import { errorLine, warningLine } from '../log/english';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { EngineProgress } from '../flight/flight-recorder';
import { errandHere, onNoErrand } from '../lib/errands';
import { ensureFolder, requireSpace } from '../storage/files/files';
import { fileWords } from '../log/log-privacy';
import { expectedBytes, type ExactPrompt } from './new-take';
import type { EnginePool } from '../engines/engine-pool';
import { TakeQueue, type Waiting } from './queue/take-queue';
import type { TakeBin } from './take-bin';
import { cancellation, gone } from './take-errors';
import { endOf } from './segment-store';
import { GrowingTake } from './take-file';
import { TakeOrders, type Order, type TakeOrdersParts } from './take-orders';
import { TakeRun, type TakeRunParts } from './take-run';
import { interruption, type TakeQuery } from './take-store';

export interface TakesParts extends Omit<TakeRunParts, 'engine'>, TakeOrdersParts {
  readonly pool: EnginePool;
  readonly queueSettings: () => Pick<Settings, 'concurrency' | 'queuePaused'>;
  readonly bin: TakeBin;
  readonly onDeleted: (takeId: string) => void;
  /** The queue or what runs has changed. */
  readonly onQueue: () => void;
}

/** The take queue, and the takes that came out of it. */
export class Takes {
  private readonly queue: TakeQueue;
  private readonly orders: TakeOrders;
  private readonly runs = new Map<string, TakeRun>();
  private readonly ends = new Map<string, Promise<void>>();
  private closed = false;

  constructor(private readonly parts: TakesParts) {
    this.queue = new TakeQueue(parts.store);
    this.orders = new TakeOrders(parts);
  }

  get queueLength(): number {
    return this.queue.length;
  }

  /** Nothing is made and nothing waits. */
  get isIdle(): boolean {
    return this.runs.size === 0 && this.queue.length === 0;
  }

  /** Whether a cancelled take still has an engine, which will be free in a moment. */
  get lettingGo(): boolean {
    return this.live().length < this.runs.size;
  }

  /** Oldest first; a take that was cancelled runs no more, though its engine may still be at work. */
  get runningTakeIds(): string[] {
    return this.live().map(({ takeId }) => takeId);
  }

  /**
   * Checks a request and puts it in the queue.
   * @returns the take, queued; the rest is told by events
   * @throws StudioError for every input that cannot work, and 'disk-full' or 'folder-not-writable'
   */
  start(request: TakeRequest): Promise<Take> {
    return this.order((orders) => orders.asked(request));
  }

  /**
   * Makes a take again with what `changes` does not name: one that failed or was cancelled is the same take, back in front of
   * the queue, any other a new one.
   * @throws StudioError 'take-not-found', and all that starting a take throws
   */
  repeat(takeId: string, how: Difference): Promise<Take> {
    return this.orderAbout(takeId, (orders) => orders.again(takeId, how));
  }

  /** Makes the take of a recipe from elsewhere, with the prompt it had. @throws all that starting a take throws */
  reproduce(
    recipe: Recipe,
    prompt: ExactPrompt & { readonly voiceId: string },
    how: Difference,
  ): Promise<Take> {
    return this.order((orders) => orders.fromRecipe(recipe, prompt, how));
  }

  /**
   * Speaks a take that failed or was cancelled on from its first missing segment, with the recipe it has.
   * @throws StudioError 'take-not-found'; 'bad-request' when it is not over, or nothing of it is there
   */
  continue(takeId: string): Promise<Take> {
    return this.orderAbout(takeId, (orders) => orders.rest(takeId));
  }

  /**
   * A new version of a take in which one segment is spoken with another seed; the others come out as they were.
   * @param segment counted from 0
   * @throws StudioError 'take-not-found', 'bad-request' when it has no such segment, and all that starting a take throws
   */
  reroll(takeId: string, segment: number, seed: number | 'new'): Promise<Take> {
    return this.orderAbout(takeId, (orders) => orders.reroll(takeId, segment, seed));
  }

  /** Takes that a killed studio was making are kept as far as they came; call it at the start only. */
  async recover(): Promise<void> {
    const { store, segments, log } = this.parts;
    const interrupted = store.failUnfinished();
    for (const { id, error } of interrupted)
      log.warn(`Take interrupted: ${error ? errorLine(error) : ''}`, { takeId: id });
    for (const take of [...interrupted, ...store.unclosed()]) {
      if (endOf(segments.of(take).segments) === 0) continue;
      try {
        const sound = await new GrowingTake(this.parts, take.id).close(take, take.recipe);
        store.update({ ...take, ...sound });
      } catch (thrown) {
        log.error('What had come of a take could not be kept', { takeId: take.id, cause: thrown });
      }
    }
  }

  /**
   * Ends a waiting or running take before it returns; one that is over stays as it is. The engine that made it is free for
   * the next one once it has stopped, or was ended.
   * @throws StudioError 'take-not-found'
   */
  cancel(takeId: string): void {
    const run = this.runs.get(takeId);
    if (run) {
      run.stop(cancellation());
      return this.parts.onQueue();
    }
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
    const running = this.live();
    for (const run of running) run.stop(cancellation());
    this.parts.onQueue();
    return waiting.length + running.length;
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
    else await this.parts.pool.restartPrimary(new StudioError('cancelled', { why: 'engine-restarted' }));
  }

  /** Takes up the queue that an earlier studio left, and starts on it. */
  resume(): void {
    this.queue.load();
    if (this.queue.length > 0) this.parts.log.info('The queue goes on', { takes: this.queue.length });
    this.next();
  }

  /** Starts what may run now: after a change of the queue, or of what the settings allow. */
  next(): void {
    const { concurrency, queuePaused } = this.parts.queueSettings();
    const mayStart = () =>
      this.closed || !this.queue.has(queuePaused) ? undefined : this.parts.pool.acquire(concurrency);
    for (let engine = mayStart(); engine !== undefined; engine = mayStart()) {
      const entry = this.queue.shift(queuePaused);
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

  /** The speech that a take converts is kept before its row is. */
  private order(asked: (orders: TakeOrders) => Order | Promise<Order>): Promise<Take> {
    return this.parts.access.add(async () => this.enqueue(await asked(this.orders)));
  }

  /** A take that was cancelled a moment ago is asked for once its file is closed. */
  private async orderAbout(
    takeId: string,
    asked: (orders: TakeOrders) => Order | Promise<Order>,
  ): Promise<Take> {
    if (this.runs.get(takeId)?.isStopped) await this.ends.get(takeId);
    return this.order(asked);
  }

  private live(): TakeRun[] {
    return [...this.runs.values()].filter(({ isStopped }) => !isStopped);
  }

  private async enqueue({ where, ...entry }: Order): Promise<Take> {
    const { parts } = this;
    const { id, recipe, warnings } = entry.take;
    const { engine, mode, seed, speed, voiceName } = recipe;
    const errand = errandHere();
    errand?.takeIds.add(id);
    const facts = { takeId: id, voice: personal(voiceName), engine, mode, seed, speed };
    if (recipe.source)
      parts.log.info(`Received conversion request for speech: ${personal(recipe.source.name)}`, facts);
    else parts.log.info(`Received synthesis request for text: ${personal(recipe.text)}`, facts);
    for (const warning of warnings)
      parts.log.warn(warningLine(warning), { takeId: id, ...loggedFacts(warning) });
    const { folder } = parts.output(entry.take);
    await ensureFolder(folder);
    await requireSpace(folder, expectedBytes(entry.take));
    if (this.closed) throw new StudioError('cancelled', { why: 'closing' });
    if (errand?.isOver) throw new StudioError('cancelled');
    const take = this.queue.add({ ...entry, isErrand: errand !== undefined }, where);
    parts.onChange(take);
    this.next();
    return take;
  }

  private begin({ take, request }: Waiting, engine: EngineSupervisor): void {
    // while it waited, a person may have said something about it
    const { name, favourite, rating, note } = this.parts.store.require(take.id).take;
    const marked: Take = { ...take, name, favourite, rating, note };
    const run = new TakeRun(marked, request, { ...this.parts, engine });
    this.runs.set(take.id, run);
    const whenOver = (over: Take) => {
      this.runs.delete(take.id);
      this.ends.delete(take.id);
      this.parts.pool.release(engine);
      this.parts.onChange(over);
      this.next();
    };
    // whoever made room for it: a take that it makes in its turn is not theirs
    const end = onNoErrand(() => run.run().then(whenOver));
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

import { setTimeout as sleep } from 'node:timers/promises';
import type {
  EngineApi,
  EngineContract,
  EngineDescription,
  EngineReport,
  SynthesisRequest,
  SpeechResult,
} from '#contract/engine-api';
import type { EventsOf } from '#contract/contract';
import { bestEngine, BUILT_IN_ENGINE, type EngineId } from '#contract/engines';
import { reportError, StudioError, loggedFacts } from '#contract/errors';
import { readItems } from '#contract/item-stream';
import { createLogger, type LogRecord } from '#contract/logger';
import type { SpeechItem } from '#contract/speech';
import type { Status } from '#contract/studio-state';
import type { EngineLauncher, Programs } from '../programs/programs';
import { EngineProcess } from './engine-process';
import { unlessAborted } from '../lib/unless-aborted';
import { errorLine } from '../log/english';

const BACK_OFF_MS = { first: 200, most: 10_000 } as const;
/**
 * A cancelled take that the engine has not let go of by then is ended with the engine's process. The take is over for everybody
 * before: this is how long one run of a graph, which nothing stops, may keep the engine from the next take. Models that are
 * loaded are worth some of it.
 */
const CANCEL_GRACE_MS = 3000;
const SIZE_EVERY_MS = 1000;

export interface SupervisorOptions {
  readonly launcher: EngineLauncher;
  readonly programs?: Programs | undefined;
  /** Where packs lie, when a person chose; asked at each start. */
  readonly modelsFolder?: () => string | undefined;
  readonly write: (record: LogRecord) => void;
  readonly onProgress: (progress: EventsOf<EngineContract>['progress']) => void;
  /** Something that `status` tells has changed. */
  readonly onChange: () => void;
  /** Processes that the system has ended for want of memory; tests count their own. */
  readonly countKills?: (() => number | undefined) | undefined;
}

/**
 * Keeps one engine process: started on demand, watched, started again with back-off after a crash. There is no
 * heartbeat: inference blocks the process's thread, so silence says nothing; its exit and its closed port do.
 */
export class EngineSupervisor {
  private process: EngineProcess | undefined;
  private starting: Promise<EngineProcess> | undefined;
  private report: EngineReport | undefined;
  private state: Status['engine']['state'] = 'stopped';
  private lastError: StudioError | undefined;
  private restarts = 0;
  private failures = 0;
  private notBefore = 0;
  private sizeToldMs = 0;
  private readonly stopped = new AbortController();
  private readonly log;

  constructor(private readonly options: SupervisorOptions) {
    this.log = createLogger('engine', options.write);
  }

  status(): Omit<Status['engine'], 'preferred'> {
    const { engines = [], runtimeVersion = '', residentBytes = 0 } = this.report ?? {};
    const lives = this.process !== undefined;
    return {
      state: this.state,
      engines: engines.map((each) => ({ ...each, modelLoaded: lives && each.modelLoaded })),
      runtimeVersion,
      residentBytes: lives ? residentBytes : 0,
      restarts: this.restarts,
      ...(this.lastError ? { lastError: reportError(this.lastError) } : {}),
    };
  }

  /** Crashes and failed starts since the last good take. */
  get failuresInARow(): number {
    return this.failures;
  }

  /** The engine process, while there is one. */
  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Whether the process lives and has models in memory. */
  get holdsModels(): boolean {
    return this.process !== undefined && (this.report?.engines.some((each) => each.modelLoaded) ?? false);
  }

  /** What the engines said last about themselves; none before the process was up once. */
  get described(): readonly EngineDescription[] {
    return this.report?.engines ?? [];
  }

  /** @returns what `auto` means now */
  preferred(): EngineId {
    return bestEngine(this.described.filter(({ available }) => available))?.id ?? BUILT_IN_ENGINE;
  }

  /** Starts the process ahead of its first use; a failure shows in the status. */
  warm(): void {
    this.acquire().catch(() => undefined);
  }

  /**
   * @returns what the engines said last about themselves, from a process that is up
   * @throws StudioError 'cancelled' when `signal` aborts, 'engine-start-failed'
   */
  async describe(signal = new AbortController().signal): Promise<EngineReport> {
    await unlessAborted(this.acquire(), signal, cancelled);
    return this.report ?? (await this.refresh());
  }

  /** @throws what the call throws, 'engine-start-failed', or 'engine-crashed' when the process ends meanwhile */
  async use<T>(work: (api: EngineApi) => Promise<T>): Promise<T> {
    const process = await this.acquire();
    return process.call(work);
  }

  /**
   * One take. When `signal` aborts or an item cannot be taken, the engine is asked to stop, and ended if it does not.
   * @param onItem the engine is held back until it has settled; what it throws stops the take
   * @throws StudioError 'cancelled', what `onItem` throws, and all that `use` throws; no item comes after that
   */
  async speak(
    request: SynthesisRequest,
    signal: AbortSignal,
    onItem: (item: SpeechItem) => void | Promise<void>,
  ): Promise<SpeechResult> {
    const process = await unlessAborted(this.acquire(), signal, cancelled);
    this.move('busy');
    let reading: Promise<SpeechResult> | undefined;
    let fault: { readonly thrown: unknown } | undefined;
    const onStop = () => void this.stopTake(process, request.takeId, answer);
    const take = async (item: SpeechItem) => {
      try {
        await onItem(item);
      } catch (thrown) {
        fault = { thrown };
        // the stream is left now, which an engine that is stuck does not hear
        onStop();
        throw thrown;
      }
    };
    const answer = process.call((api) => (reading = readItems(api.speak(request, signal), take)));
    signal.addEventListener('abort', onStop);
    try {
      const result = await answer;
      this.failures = 0;
      // what is loaded now, before anyone hears that the take is done
      await this.refresh().catch(() => undefined);
      return result;
    } catch (thrown) {
      // the process may be gone before its last items are read
      await reading?.catch(() => undefined);
      if (signal.aborted) throw cancelled();
      throw fault ? fault.thrown : thrown;
    } finally {
      signal.removeEventListener('abort', onStop);
      if (this.process === process) this.move('ready');
    }
  }

  /** Loads the models in the background; a failure is the engine's to tell. */
  async warmUp(request: Parameters<EngineApi['warmUp']>[0]): Promise<void> {
    const { warmed } = await this.use((api) => api.warmUp(request));
    if (warmed) await this.refresh();
  }

  /** Asks the engines anew what they can do, after packs came or went; a process that is not up asks when it starts. */
  async look(): Promise<void> {
    if (this.process) await this.refresh();
  }

  /** Frees the models by ending the process; the next use starts a fresh one. */
  async unload(): Promise<void> {
    const process = this.process;
    if (process) await this.end(process, cancelled('unloaded'), 'stopped');
  }

  /** Ends the process, whatever it is doing, and starts a fresh one; calls in flight fail with `reason`. */
  async restart(reason: StudioError): Promise<void> {
    const process = this.process;
    if (process) await this.end(process, reason, 'restarting');
    this.warm();
  }

  /** Ends the process for good. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.starting?.catch(() => undefined);
    if (this.process) await this.end(this.process, cancelled('closing'), 'stopped');
  }

  private acquire(): Promise<EngineProcess> {
    if (this.stopped.signal.aborted) return Promise.reject(cancelled('closing'));
    if (this.process) return Promise.resolve(this.process);
    this.starting ??= this.start().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async start(): Promise<EngineProcess> {
    const startedAt = performance.now();
    const waitMs = Math.max(0, this.notBefore - Date.now());
    this.move(this.failures === 0 ? 'starting' : 'restarting');
    this.log.info('Engine process starting', waitMs > 0 ? { waitMs } : {});
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    if (this.stopped.signal.aborted) throw cancelled('closing');
    let process: EngineProcess | undefined;
    try {
      process = this.launch();
      this.report = await process.ready();
    } catch (thrown) {
      const error = StudioError.from(thrown);
      if (this.isStopped()) {
        // a Ctrl-C in a terminal reaches a process that only starts as well: that is the end that was asked for
        await process?.end(cancelled('closing'));
        this.move('stopped');
        throw cancelled('closing');
      }
      this.fail(error);
      this.move('failed');
      this.log.error(errorLine(error), loggedFacts(error));
      await process?.end(error);
      throw error;
    }
    this.process = process;
    this.log.info('Engine process ready', {
      pid: process.pid,
      startMs: Math.round(performance.now() - startedAt),
      runtimeVersion: this.report.runtimeVersion,
    });
    void process.gone.then((reason) => this.lose(process, reason));
    this.lastError = undefined;
    this.move('ready');
    return process;
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  private launch(): EngineProcess {
    const process = new EngineProcess(
      this.options.launcher.launch({ modelsDir: this.options.modelsFolder?.() }),
      { log: this.log, programs: this.options.programs, countKills: this.options.countKills },
    );
    process.on('progress', (progress) => {
      if (progress.process) this.hearSize(progress.process.residentBytes);
      this.options.onProgress(progress);
    });
    process.on('log', this.options.write);
    return process;
  }

  /** What the process holds changes while it works; once a second is as often as a person looks. */
  private hearSize(residentBytes: number): void {
    if (this.report) this.report = { ...this.report, residentBytes };
    const now = performance.now();
    if (now - this.sizeToldMs < SIZE_EVERY_MS) return;
    this.sizeToldMs = now;
    this.options.onChange();
  }

  /** A process that nobody ended is gone: say why, and have the next one ready. */
  private lose(process: EngineProcess, reason: StudioError): void {
    if (this.process !== process) return;
    this.process = undefined;
    this.fail(reason);
    this.restarts += 1;
    this.move('restarting');
    this.log.error(errorLine(reason), { pid: process.pid, ...loggedFacts(reason) });
    this.warm();
  }

  private fail(error: StudioError): void {
    const delayMs = Math.min(BACK_OFF_MS.first * 2 ** this.failures, BACK_OFF_MS.most);
    this.failures += 1;
    this.notBefore = Date.now() + delayMs;
    this.lastError = error;
  }

  private async stopTake(process: EngineProcess, takeId: string, answer: Promise<unknown>): Promise<void> {
    const ended = answer.then(
      () => true,
      () => true,
    );
    if (await Promise.race([ended, sleep(CANCEL_GRACE_MS, false)])) return;
    this.log.warn(`The engine did not stop within ${CANCEL_GRACE_MS} ms; its process is ended`, { takeId });
    await this.end(process, cancelled(), 'restarting');
    this.warm();
  }

  private async end(process: EngineProcess, reason: StudioError, next: 'stopped' | 'restarting') {
    if (this.process === process) this.process = undefined;
    await process.end(reason);
    this.log.info('Engine process ended', { pid: process.pid, reason: errorLine(reason) });
    this.move(next);
  }

  private async refresh(): Promise<EngineReport> {
    const report = await this.use((api) => api.describe());
    this.report = report;
    this.options.onChange();
    return report;
  }

  private move(state: Status['engine']['state']): void {
    this.state = state;
    this.options.onChange();
  }
}

function cancelled(why?: 'closing' | 'unloaded'): StudioError {
  return new StudioError('cancelled', why === undefined ? {} : { why });
}

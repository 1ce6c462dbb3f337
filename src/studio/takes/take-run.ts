import { basename } from 'node:path';
import type { Take, Warning } from '#contract/domain';
import type { EngineDescription, SpeechResult } from '#contract/engine-api';
import { type ErrorReport, reportError, StudioError, loggedFacts } from '#contract/errors';
import { withFacts, type Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { rounded } from '#contract/rounded';
import { shownSegment, SPEECH_RATE_HZ } from '#contract/speech';
import type { Stage } from '#contract/stages';
import type { EngineProgress, FlightRecorder } from '../flight/flight-recorder';
import type { StageNorm, StageTimes } from '../flight/stage-times';
import { Watchdog } from '../flight/watchdog';
import { errorLine, warningLine } from '../log/english';
import { fileWords } from '../log/log-privacy';
import type { GpuMeter } from '../machine/gpu-meter';
import { present, without } from '../storage/database/rows';
import { fitBeforeLoading } from './fit-before-loading';
import { retriedWarning, tightWarnings } from './memory-warnings';
import { endOf } from './segment-store';
import { orderOf, promptOf, type SpeechOrderParts } from './speech-order';
import { GrowingTake, type GrowingTakeParts } from './take-file';
import { endLanes, moveLane, planLanes, resetLanes } from './take-lanes';
import { TakeSpeech, type GrownSegment } from './take-speech';
import type { WaitingRequest } from './take-store';

export interface TakeRunParts extends SpeechOrderParts, GrowingTakeParts {
  readonly stageTimes: StageTimes;
  readonly flight: FlightRecorder;
  /** Shortest silence of the engine that is worth a word, ms. */
  readonly quietFloorMs?: number | undefined;
  readonly log: Logger;
  readonly gpuMeter: GpuMeter;
  /** Whether a take that ran out of memory is made again with less. */
  readonly retrySmaller: () => boolean;
  readonly onChange: (take: Take) => void;
}

/** One take from the queue to its file. What goes wrong becomes the take's state and cause. */
export class TakeRun {
  private readonly abort = new AbortController();
  private readonly log: Logger;
  private watchdog: Watchdog | undefined;
  private readonly file: GrowingTake;
  /** When the engine was given the take; starting the engine process is not the take's time. */
  private startedAt: number | undefined;
  private isKept = false;
  /** What was known of the file before this run, once the take is cancelled. */
  private closed: Pick<Take, 'pcmSha256'> = {};

  constructor(
    private take: Take,
    private readonly request: WaitingRequest,
    private readonly parts: TakeRunParts,
  ) {
    this.log = withFacts(parts.log, { takeId: take.id });
    this.file = new GrowingTake(parts, take.id);
  }

  /** The take as it is at this moment. */
  get current(): Take {
    return this.take;
  }

  get takeId(): string {
    return this.take.id;
  }

  /** What a person said about it while it is made. */
  adopt(marks: Pick<Take, 'name' | 'favourite' | 'rating' | 'note'>): void {
    this.take = { ...this.take, ...marks };
  }

  /** Whether it was asked to stop: what goes on is the end of its engine's work and of its file. */
  get isStopped(): boolean {
    return this.abort.signal.aborted;
  }

  /**
   * What is cancelled is over for everybody before this returns, whatever the engine and the disk are doing; `run` settles
   * once they are done with it.
   * @param reason what the take ends with: 'cancelled' by a person, 'take-interrupted' by a closing studio
   */
  stop(reason: StudioError): void {
    if (this.isStopped || this.take.state !== 'running') return;
    this.watchdog?.stop();
    if (reason.code === 'cancelled') {
      // without a hash: the file is not closed yet, which a studio finds that was killed meanwhile
      this.closed = { ...present({ pcmSha256: this.take.pcmSha256 }) };
      this.take = without(this.take, 'pcmSha256');
      this.conclude('cancelled');
      this.remember();
      this.parts.onChange(this.take);
    }
    this.abort.abort(reason);
  }

  /** Ends the engine process under the take; how long it was quiet is part of the cause. */
  async restartEngine(): Promise<void> {
    const { quiet } = this.take;
    const quietSec = quiet ? Math.round((Date.now() - new Date(quiet.since).getTime()) / 1000) : 0;
    await this.parts.engine.restart(
      new StudioError('engine-restarted', quiet ? { quietSec, stage: quiet.stage ?? '' } : {}),
    );
  }

  /** A lane moved in the engine. */
  progress(progress: EngineProgress): void {
    if (this.take.state !== 'running') return;
    this.parts.flight.progress(progress);
    this.watchdog?.heard(progress);
    this.change({ stages: moveLane(this.take.stages, progress) });
  }

  /** @returns the take as it ended; never rejects. The last change is the caller's to announce. */
  async run(): Promise<Take> {
    const { flight, engine } = this.parts;
    flight.begin(this.take, () => engine.pid);
    try {
      await this.speak();
      flight.end(this.takeId, 'done');
    } catch (thrown) {
      const stoppedBy: unknown = this.abort.signal.reason;
      this.watchdog?.stop();
      await this.end(StudioError.from(stoppedBy ?? thrown));
    }
    return this.take;
  }

  private async speak(): Promise<void> {
    const { store, stageTimes, voiceFiles } = this.parts;
    this.change({ state: 'running' });
    store.update(this.take);
    const { signal } = this.abort;
    const { request, facts, work, speaking } = await orderOf(this.take, this.request, this.parts, signal);
    const norms = stageTimes.norms(work);
    this.change({
      recipe: { ...this.take.recipe, ...facts },
      stages: planLanes(this.take.stages, norms),
    });
    if (speaking) await this.lookAtMemory(speaking);

    this.startedAt = performance.now();
    this.watchdog = this.watch(norms);
    const { segments } = this.parts.segments.of(this.take);
    if (segments.length > 0) this.change({ segments: segments.map(shownSegment) });
    const { result, isWhole } = await this.speech().speak(request, this.request.keepsOf);
    const quietMs = this.watchdog.stop();
    this.watchdog = undefined;
    if (result.profile) await voiceFiles.saveProfile(promptOf(this.take.recipe), result.profile);
    await this.save(result);
    // a take that was made again, or in parts, says nothing about the usual time
    if (isWhole) stageTimes.learn(work, this.take.stages, quietMs);
  }

  /** A segment has come: it is kept, and can be heard, from now on. */
  private grown({ done, samples, at, file }: GrownSegment): void {
    const audioSec = rounded((at + samples.length) / SPEECH_RATE_HZ, 3);
    this.parts.flight.heard(this.takeId, audioSec);
    for (const warning of done.warnings) this.log.warn(warningLine(warning), loggedFacts(warning));
    if (file !== undefined) this.take = { ...this.take, file };
    this.change({
      segments: [...this.take.segments.slice(0, done.segment), shownSegment(done)],
      segmentCount: done.of,
      sampleRateHz: SPEECH_RATE_HZ,
      audioSec,
      peaks: this.file.peaks(),
    });
  }

  private speech(): TakeSpeech {
    return new TakeSpeech({
      ...this.parts,
      ...{ file: this.file, log: this.log, signal: this.abort.signal, take: () => this.take },
      onGrown: (segment) => this.grown(segment),
      onRetry: (trouble) => {
        this.warn(retriedWarning(trouble));
        this.change({ stages: resetLanes(this.take.stages) });
      },
    });
  }

  /** The estimate is logged for every take that loads something; one that may not fit says so. */
  private async lookAtMemory(speaking: EngineDescription): Promise<void> {
    const { gpuMeter, memoryMode, providers } = this.parts;
    const fit = await fitBeforeLoading(speaking, memoryMode(), providers(), gpuMeter);
    if (!fit) return;
    const { neededBytes, availableBytes } = fit;
    this.log.debug('Memory needed and free before loading', {
      ...{ neededBytes, availableBytes },
      ...(fit.gpu ? { gpuNeededBytes: fit.gpu.neededBytes, gpuFreeBytes: fit.gpu.availableBytes } : {}),
    });
    for (const warning of tightWarnings(fit)) this.warn(warning);
  }

  private warn(warning: Warning): void {
    this.change({ warnings: [...this.take.warnings, warning] });
    this.log.warn(warningLine(warning), loggedFacts(warning));
  }

  private watch(norms: Partial<Record<Stage, StageNorm>>): Watchdog {
    const { flight, quietFloorMs } = this.parts;
    return new Watchdog({
      floorMs: quietFloorMs,
      norms,
      onQuiet: (stage, quietMs) => {
        const waitsFor = stage === 'tokens' ? 'No token' : 'No word from the engine';
        const usualMs = stage && norms[stage]?.quietMs;
        this.log.warn(`${waitsFor} for ${Math.round(quietMs / 1000)} s`, { stage, usualMs });
        flight.silence(this.takeId, stage, quietMs);
        const since = new Date(Date.now() - quietMs).toISOString();
        this.change({ quiet: { since, ...(stage === undefined ? {} : { stage }) } });
      },
      onVoice: (stage, quietMs) => {
        this.log.info(`The engine speaks again after ${(quietMs / 1000).toFixed(1)} s`, { stage });
        flight.silence(this.takeId, stage, undefined);
        this.take = without(this.take, 'quiet');
      },
    });
  }

  private async save(result: SpeechResult): Promise<void> {
    const saveStartedAt = performance.now();
    const saveMs = () => Math.round(performance.now() - saveStartedAt);
    this.progress({ takeId: this.takeId, stage: 'save', state: 'running', elapsedMs: 0 });
    const { normalizedText, understood, warnings, pack, machine, mode } = result;
    const recipe = {
      ...this.take.recipe,
      normalizedText,
      ...present({ mode, pack, machine }),
    };
    await this.keep({ recipe, understood });
    this.abort.signal.throwIfAborted();
    this.progress({ takeId: this.takeId, stage: 'save', state: 'done', elapsedMs: saveMs() });
    this.take = {
      ...without(this.take, 'segmentCount'),
      ...{ state: 'done', warnings: [...this.take.warnings, ...warnings] },
    };
    this.parts.store.update(this.take);
    for (const warning of warnings) this.log.warn(warningLine(warning), loggedFacts(warning));
    const { audioSec, wallSec, realTimeFactor, file } = this.take;
    const { engine, seed } = recipe;
    this.log.info('Take finished', { engine, seed, audioSec, wallSec, realTimeFactor });
    const { folder = '' } = this.parts.store.require(this.takeId);
    this.log.info(`Audio saved to ${folderWords(folder)}/${fileWords(file)}`, {
      stage: 'save',
      success: true,
    });
  }

  /** Ends the file behind the segments that have come, and takes note of what it holds. */
  private async keep({ recipe, ...facts }: Partial<Take> & Pick<Take, 'recipe'>): Promise<void> {
    const { segments } = this.parts.segments.of(this.take);
    const sound = await this.file.close({ ...this.closed, ...this.take }, recipe);
    const { startedAt = performance.now() } = this;
    const wallSec = rounded((this.take.wallSec ?? 0) + (performance.now() - startedAt) / 1000, 3);
    this.isKept = true;
    this.take = {
      ...this.parts.store.compared({ ...this.take, ...facts, ...sound, recipe, wallSec }),
      segments: segments.map(shownSegment),
      warnings: [...this.take.warnings, ...segments.flatMap(({ warnings }) => warnings)],
      realTimeFactor: rounded(wallSec / sound.audioSec, 3),
    };
  }

  private async end(error: StudioError): Promise<void> {
    const report = reportError(error);
    const { segments, of } = this.parts.segments.of(this.take);
    if (endOf(segments) > 0 && !this.isKept) {
      try {
        await this.keep({ recipe: this.take.recipe });
        this.log.info(`Kept ${segments.length} of ${of ?? '?'} segments`, { segments: segments.length, of });
      } catch (thrown) {
        this.log.error('What had come of a take could not be kept', { cause: thrown });
      }
    }
    this.conclude(error.code === 'cancelled' ? 'cancelled' : 'failed', report);
    this.remember();
  }

  /** The take is over. */
  private conclude(state: 'failed' | 'cancelled', report?: ErrorReport): void {
    const isNew = this.take.state !== state;
    this.take = {
      ...without(this.take, 'quiet', 'segmentCount'),
      ...{ state, stages: endLanes(this.take.stages, state) },
      ...(state === 'failed' && report ? { error: report } : {}),
    };
    if (!isNew) return;
    this.parts.flight.end(this.takeId, state);
    if (state === 'cancelled') this.log.info('Take cancelled');
    else if (report) this.log.error(`Take failed: ${errorLine(report)}`, loggedFacts(report));
  }

  private remember(): void {
    try {
      this.parts.store.update(this.take);
    } catch (thrown) {
      // the next start finds the take unfinished and says so
      this.log.error('The end of a take could not be kept', { cause: thrown });
    }
  }

  private change(change: Partial<Take>): void {
    this.take = { ...this.take, ...change };
    this.parts.onChange(this.take);
  }
}

/** The usual folder stands open; another one somebody named. */
function folderWords(folder: string): string {
  const name = basename(folder);
  return name === 'outputs' ? name : personal(name);
}

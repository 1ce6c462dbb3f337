import { basename } from 'node:path';
import { askedOf } from '#contract/asked';
import type { Recipe, Take, Warning } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import type { EngineReport, MemoryChoice, SpeechResult, SynthesisRequest } from '#contract/engine-api';
import { reportError, StudioError, loggedFacts } from '#contract/errors';
import { withFacts, type Logger } from '#contract/logger';
import type { ProviderChoices } from '#contract/machine';
import { rounded } from '#contract/rounded';
import { shownSegment, SPEECH_RATE_HZ } from '#contract/speech';
import type { Stage } from '#contract/stages';
import { personal } from '#contract/personal';
import { countCharacters } from '../lib/characters';
import { errorLine, warningLine } from '../log/english';
import type { ChooseEngine } from '../engines/choose-engine';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { unlessAborted } from '../lib/unless-aborted';
import type { Enrolment } from '../voices/enrolment';
import type { EngineProgress, FlightRecorder } from '../flight/flight-recorder';
import { Watchdog } from '../flight/watchdog';
import { fileWords } from '../log/log-privacy';
import { fitBeforeLoading } from './fit-before-loading';
import type { GpuMeter } from '../machine/gpu-meter';
import { retriedWarning, tightWarnings } from './memory-warnings';
import type { SourceFiles } from './source-files';
import type { FileAccess } from '../storage/files/file-access';
import { without } from '../storage/database/rows';
import type { StageNorm, StageTimes, TakeWork } from '../flight/stage-times';
import { endOf, type SegmentStore } from './segment-store';
import { GrowingTake } from './take-file';
import { TakeSpeech, type GrownSegment } from './take-speech';
import { endLanes, type TakeStore, type WaitingRequest } from './take-store';
import type { VoiceFiles } from '../voices/voice-files';

export interface TakeRunParts {
  readonly store: TakeStore;
  readonly segments: SegmentStore;
  readonly access: FileAccess;
  readonly voiceFiles: VoiceFiles;
  readonly sources: SourceFiles;
  readonly engine: EngineSupervisor;
  /** A voice that is being enrolled is waited for. */
  readonly enrolment: Pick<Enrolment, 'settled'>;
  readonly stageTimes: StageTimes;
  readonly flight: FlightRecorder;
  /** Shortest silence of the engine that is worth a word, ms. */
  readonly quietFloorMs?: number | undefined;
  readonly log: Logger;
  /** Where a take's file goes, and its name without the extension. */
  readonly output: (take: Take) => { readonly folder: string; readonly stem: string };
  /** What 'auto' means now. */
  readonly chooseEngine: ChooseEngine;
  readonly memoryMode: () => MemoryChoice;
  /** Which provider a person wants for each part. */
  readonly providers: () => ProviderChoices;
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
  private startedAt = 0;

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

  /** @param reason what the take ends with: 'cancelled' by a person, 'take-interrupted' by a closing studio */
  stop(reason: StudioError): void {
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
    const { stage, state, elapsedMs, done, total, unit, perSec } = progress;
    const { estimateMs, usual } = this.take.stages.find((lane) => lane.stage === stage) ?? {};
    this.setLane({
      stage,
      state,
      elapsedMs,
      ...(estimateMs === undefined ? {} : { estimateMs }),
      ...(usual === undefined ? {} : { usual }),
      ...(done === undefined ? {} : { done }),
      ...(total === undefined ? {} : { total }),
      ...(unit === undefined ? {} : { unit }),
      ...(perSec === undefined ? {} : { perSec }),
    });
  }

  /** @returns the take as it ended; never rejects. The last change is the caller's to announce. */
  async run(): Promise<Take> {
    const { flight, engine } = this.parts;
    flight.begin(this.take, () => engine.pid);
    try {
      await this.speak();
    } catch (thrown) {
      const stoppedBy: unknown = this.abort.signal.reason;
      this.watchdog?.stop();
      await this.end(StudioError.from(stoppedBy ?? thrown));
    }
    const { id, state } = this.take;
    flight.end(id, state === 'done' || state === 'cancelled' ? state : 'failed');
    return this.take;
  }

  private async speak(): Promise<void> {
    const { engine, enrolment, voiceFiles, sources, store, stageTimes } = this.parts;
    this.change({ state: 'running' });
    store.update(this.take);
    const { voiceId, transcript, promptId = voiceId, source } = this.take.recipe;
    const ref = { voiceId, promptId };
    const prompt = await voiceFiles.readPrompt(ref);
    await unlessAborted(enrolment.settled(voiceId), this.abort.signal);
    const report = await engine.describe(this.abort.signal);
    const engineId = this.parts.chooseEngine(this.request);
    const speaking = report.engines.find(({ id }) => id === engineId);
    const profileKey = speaking?.profileKey ?? '';
    const profile = await voiceFiles.readProfile(ref, engineId, profileKey);
    const characters = countCharacters(this.take.recipe.text);
    const work: TakeWork = {
      engine: engineId,
      characters,
      ...(source ? { sourceSec: source.durationSec } : {}),
      enrolled: profile !== undefined,
    };
    const norms = stageTimes.norms(work);
    const platform = `${process.platform}-${process.arch}`;
    const called = speaking && { engineName: speaking.name, clone: speaking.abilities.clones };
    this.plan({ engine: engineId, ...called, runtimeVersion: report.runtimeVersion, platform }, norms);
    await this.lookAtMemory(report, engineId);

    this.startedAt = performance.now();
    const { recipe } = this.take;
    this.watchdog = this.watch(norms);
    const request: SynthesisRequest = {
      takeId: this.take.id,
      engine: engineId,
      ...askedOf(recipe),
      mode: recipe.mode,
      ...(recipe.packId === undefined ? {} : { packId: recipe.packId }),
      ...(recipe.voiceLanguage === undefined ? {} : { voiceLanguage: recipe.voiceLanguage }),
      ...(source ? { source: await sources.read(source) } : {}),
      prompt: { ...prompt, transcript },
      ...(profile ? { profile } : {}),
      memoryMode: this.parts.memoryMode(),
      providers: this.parts.providers(),
    };
    const { segments } = this.parts.segments.of(this.take);
    if (segments.length > 0) this.change({ segments: segments.map(shownSegment) });
    const { result, isWhole } = await this.speech().speak(request, this.request.keepsOf);
    const quietMs = this.watchdog.stop();
    this.watchdog = undefined;
    if (result.profile) await voiceFiles.saveProfile(ref, result.profile);
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
        this.change({
          stages: this.take.stages.map((lane) => ({ ...lane, state: 'waiting', elapsedMs: 0 })),
        });
      },
    });
  }

  /** The estimate is logged for every take that loads something; one that may not fit says so. */
  private async lookAtMemory({ engines }: EngineReport, engineId: EngineId): Promise<void> {
    const { gpuMeter, memoryMode, providers } = this.parts;
    const speaking = engines.find(({ id }) => id === engineId);
    const fit = speaking && (await fitBeforeLoading(speaking, memoryMode(), providers(), gpuMeter));
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

  /** The engine is known now: so is what each lane usually takes. */
  private plan(
    facts: Pick<Recipe, 'engine' | 'engineName' | 'clone' | 'runtimeVersion' | 'platform'>,
    norms: Partial<Record<Stage, StageNorm>>,
  ): void {
    this.change({
      recipe: { ...this.take.recipe, ...facts },
      stages: this.take.stages.map((lane) => {
        const norm = norms[lane.stage];
        return norm ? { ...lane, estimateMs: norm.estimateMs, usual: norm.usual } : lane;
      }),
    });
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
      ...(mode === undefined ? {} : { mode }),
      ...(pack ? { pack } : {}),
      ...(machine ? { machine } : {}),
    };
    await this.keep({ recipe, understood });
    this.progress({ takeId: this.takeId, stage: 'save', state: 'done', elapsedMs: saveMs() });
    this.take = {
      ...without(this.take, 'segmentCount'),
      ...{ state: 'done', warnings: [...this.take.warnings, ...warnings] },
    };
    this.parts.store.update(this.take);
    for (const warning of warnings) this.log.warn(warningLine(warning), loggedFacts(warning));
    const { audioSec, wallSec, realTimeFactor, file } = this.take;
    this.log.info('Take finished', {
      engine: recipe.engine,
      seed: recipe.seed,
      ...{ audioSec, wallSec, realTimeFactor },
    });
    const { folder = '' } = this.parts.store.require(this.takeId);
    this.log.info(`Audio saved to ${folderWords(folder)}/${fileWords(file)}`, {
      stage: 'save',
      success: true,
    });
  }

  /** Ends the file behind the segments that have come, and takes note of what it holds. */
  private async keep({ recipe, ...facts }: Partial<Take> & Pick<Take, 'recipe'>): Promise<void> {
    const { segments } = this.parts.segments.of(this.take);
    const sound = await this.file.close(this.take, recipe);
    const wallSec = rounded((this.take.wallSec ?? 0) + (performance.now() - this.startedAt) / 1000, 3);
    this.take = {
      ...this.take,
      ...{ ...facts, ...sound, recipe, wallSec },
      segments: segments.map(shownSegment),
      warnings: [...this.take.warnings, ...segments.flatMap(({ warnings }) => warnings)],
      realTimeFactor: rounded(wallSec / sound.audioSec, 3),
    };
  }

  private async end(error: StudioError): Promise<void> {
    const state = error.code === 'cancelled' ? 'cancelled' : 'failed';
    const report = reportError(error);
    const { segments, of } = this.parts.segments.of(this.take);
    if (endOf(segments) > 0) {
      try {
        await this.keep({ recipe: this.take.recipe });
        this.log.info(`Kept ${segments.length} of ${of ?? '?'} segments`, { segments: segments.length, of });
      } catch (thrown) {
        this.log.error('What had come of a take could not be kept', { cause: thrown });
      }
    }
    this.take = { ...without(this.take, 'quiet', 'segmentCount'), state, stages: endLanes(this.take, state) };
    if (state === 'failed') this.take = { ...this.take, error: report };
    if (state === 'cancelled') this.log.info('Take cancelled');
    else this.log.error(`Take failed: ${errorLine(report)}`, loggedFacts(report));
    try {
      this.parts.store.update(this.take);
    } catch (thrown) {
      // the next start finds the take unfinished and says so
      this.log.error('The end of a take could not be kept', { cause: thrown });
    }
  }

  private setLane(lane: Take['stages'][number]): void {
    this.change({ stages: this.take.stages.map((each) => (each.stage === lane.stage ? lane : each)) });
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

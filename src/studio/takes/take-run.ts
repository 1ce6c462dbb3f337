import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { peaksOf } from '#audio/peaks';
import type { Recipe, Take, TakeRequest, Warning } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import type { Audio, EngineReport, MemoryChoice, SpeechResult, SynthesisRequest } from '#contract/engine-api';
import { reportError, StudioError, loggedFacts, loggedMessage } from '#contract/errors';
import { withFacts, type Logger } from '#contract/logger';
import type { ProviderChoices } from '#contract/machine';
import { SPEECH_RATE_HZ, type SegmentDone } from '#contract/speech';
import type { Stage } from '#contract/stages';
import { personal } from '#contract/personal';
import { SpeechCollector } from '#contract/whole-speech';
import { countCharacters } from '../lib/characters';
import { warningLine } from '../log/english';
import type { ChooseEngine } from '../engines/choose-engine';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import { unlessAborted } from '../lib/unless-aborted';
import type { Enrolment } from '../voices/enrolment';
import type { EngineProgress, FlightRecorder } from '../flight/flight-recorder';
import { Watchdog } from '../flight/watchdog';
import { fileWords } from '../log/log-privacy';
import { fitBeforeLoading } from './fit-before-loading';
import { speakWithLowMemoryRetry } from './low-memory-retry';
import type { GpuMeter } from '../machine/gpu-meter';
import { retriedWarning, tightWarnings } from './memory-warnings';
import type { SourceFiles } from './source-files';
import type { FileAccess } from '../storage/files/file-access';
import { without } from '../storage/database/rows';
import type { StageNorm, StageTimes, TakeWork } from '../flight/stage-times';
import { writeTakeFile } from './take-file';
import { endLanes, type TakeStore } from './take-store';
import type { VoiceFiles } from '../voices/voice-files';

const PEAKS = 400;

export interface TakeRunParts {
  readonly store: TakeStore;
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

interface Spoken {
  readonly result: SpeechResult;
  readonly segments: readonly SegmentDone[];
  readonly audio: Audio;
}

/** One take from the queue to its file. What goes wrong becomes the take's state and cause. */
export class TakeRun {
  private readonly abort = new AbortController();
  private readonly log: Logger;
  private watchdog: Watchdog | undefined;
  private retried = false;

  constructor(
    private take: Take,
    private readonly request: TakeRequest,
    private readonly parts: TakeRunParts,
  ) {
    this.log = withFacts(parts.log, { takeId: take.id });
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
    const said = quiet
      ? `The engine said nothing for ${quietSec} s and was restarted.`
      : 'The engine was restarted.';
    await this.parts.engine.restart(
      new StudioError('engine-restarted', said, {
        repair: 'Try it again with the fresh engine.',
        values: { quietSec, stage: quiet?.stage ?? '' },
      }),
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
      this.end(StudioError.from(stoppedBy ?? thrown));
    } finally {
      this.watchdog?.stop();
    }
    const { id, state } = this.take;
    flight.end(id, state === 'done' || state === 'cancelled' ? state : 'failed');
    return this.take;
  }

  private async speak(): Promise<void> {
    const { engine, enrolment, voiceFiles, sources, store, stageTimes } = this.parts;
    this.change({ state: 'running' });
    store.update(this.take);
    const { voiceId, voiceName, transcript, promptId = voiceId, source } = this.take.recipe;
    const ref = { voiceId, promptId };
    const prompt = await voiceFiles.readPrompt(ref, voiceName);
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

    const startedAt = performance.now();
    const { text, language, lexicon, mode, instruction, seed, speed, advanced } = this.take.recipe;
    this.watchdog = this.watch(norms);
    const spoken = await this.render({
      takeId: this.take.id,
      engine: engineId,
      ...{ text, mode, instruction, seed, speed },
      ...(language === undefined ? {} : { language }),
      ...(lexicon === undefined ? {} : { lexicon }),
      ...(advanced ? { advanced } : {}),
      ...(source ? { source: await sources.read(source) } : {}),
      prompt: { ...prompt, transcript },
      ...(profile ? { profile } : {}),
      memoryMode: this.parts.memoryMode(),
      providers: this.parts.providers(),
    });
    const quietMs = this.watchdog.stop();
    this.watchdog = undefined;
    if (spoken.result.profile) await voiceFiles.saveProfile(ref, spoken.result.profile);
    await this.parts.access.add(() => this.save(spoken, startedAt));
    // a take that was made again says nothing about the usual time
    if (!this.retried) stageTimes.learn(work, this.take.stages, quietMs);
  }

  private async render(request: SynthesisRequest): Promise<Spoken> {
    const { engine, retrySmaller } = this.parts;
    let speech = new SpeechCollector();
    const result = await speakWithLowMemoryRetry(request, {
      ...{ engine, retrySmaller, signal: this.abort.signal, log: this.log },
      onItem: (item) => speech.add(item),
      onRetry: (trouble) => {
        speech = new SpeechCollector();
        this.retried = true;
        this.warn(retriedWarning(trouble));
        this.change({
          stages: this.take.stages.map((lane) => ({ ...lane, state: 'waiting', elapsedMs: 0 })),
        });
      },
    });
    return { result, segments: speech.segments, audio: speech.audio() };
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

  /** @param startedAt when the engine was given the take; starting the engine process is not the take's time */
  private async save({ result, segments: done, audio }: Spoken, startedAt: number): Promise<void> {
    const saveStartedAt = performance.now();
    const saveMs = () => Math.round(performance.now() - saveStartedAt);
    this.progress({ takeId: this.takeId, stage: 'save', state: 'running', elapsedMs: 0 });
    const { normalizedText, understood, pack, machine, mode } = result;
    const warnings = [...result.warnings, ...done.flatMap((segment) => segment.warnings)];
    const segments = done.map(({ spoken, language, samples, tokens }) => ({
      ...{ text: spoken, language, audioSec: samples / SPEECH_RATE_HZ },
      ...(tokens === undefined ? {} : { tokens }),
    }));
    const recipe = {
      ...this.take.recipe,
      normalizedText,
      ...(mode === undefined ? {} : { mode }),
      ...(pack ? { pack } : {}),
      ...(machine ? { machine } : {}),
    };
    const { folder, stem } = this.parts.output(this.take);
    const written = await writeTakeFile(folder, { takeId: this.take.id, audio, recipe, stem });
    await nextTurn();
    const peaks = [...peaksOf(audio.samples, PEAKS)];
    this.progress({ takeId: this.takeId, stage: 'save', state: 'done', elapsedMs: saveMs() });

    const audioSec = round(audio.samples.length / audio.sampleRateHz);
    const wallSec = round((performance.now() - startedAt) / 1000);
    const realTimeFactor = round(wallSec / audioSec);
    this.take = {
      ...this.take,
      ...written,
      ...{ recipe, understood, segments, peaks, audioSec, wallSec, realTimeFactor },
      warnings: [...this.take.warnings, ...warnings],
      state: 'done',
      sampleRateHz: audio.sampleRateHz,
    };
    this.parts.store.update(this.take, folder);
    for (const warning of warnings) this.log.warn(warningLine(warning), loggedFacts(warning));
    this.log.info('Take finished', {
      engine: recipe.engine,
      seed: recipe.seed,
      ...{ audioSec, wallSec, realTimeFactor },
    });
    this.log.info(`Audio saved to ${folderWords(folder)}/${fileWords(written.file)}`, {
      stage: 'save',
      success: true,
    });
  }

  private end(error: StudioError): void {
    const state = error.code === 'cancelled' ? 'cancelled' : 'failed';
    const report = reportError(error);
    this.take = { ...without(this.take, 'quiet'), state, stages: endLanes(this.take, state) };
    if (state === 'failed') this.take = { ...this.take, error: report };
    if (state === 'cancelled') this.log.info('Take cancelled');
    else this.log.error(`Take failed: ${loggedMessage(report)}`, loggedFacts(report));
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

/** Thousandths: what can be told of seconds. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

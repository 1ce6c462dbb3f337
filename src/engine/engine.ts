import {
  engineContract,
  type EngineContract,
  type EngineDescription,
  type EngineHandlers,
  type EngineService,
  type MemoryChoice,
  type ProcessReading,
  type PromptAudio,
  type ReadRequest,
  type SynthesisRequest,
  type SpeechStream,
  type VoiceProfile,
} from '#contract/engine-api';
import type { Emit } from '#contract/contract';
import { apiOf, createEvents } from '#contract/contract';
import type { Understood } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import { StudioError } from '#contract/errors';
import type { Logger } from '#contract/logger';
import { createLogger, withFacts } from '#contract/logger';
import type { ProviderChoices } from '#contract/machine';
import type { SpokenText } from '#contract/spoken';
import type { InstalledPack, PackReport } from '#contract/packs';
import { runtimeVersion } from './runtime';
import { createLanes, type Lanes } from './lanes';

/** What an engine is given to do one piece of work: how to stop, where to tell, which lanes to move. */
export interface WorkContext {
  /** Aborted by cancel; check it between steps and stop with StudioError 'cancelled'. */
  readonly signal: AbortSignal;
  /** Adds the take's id to every line. */
  readonly log: Logger;
  readonly lanes: Lanes;
}

/** Prompt + text -> waveform: one of the engines that `engines.ts` registers. */
export interface SpeechEngine {
  readonly id: EngineId;
  describe(): EngineDescription;
  understand(instruction: string): Understood;
  /** Exactly what `speak` would say. @throws StudioError 'text-…', 'language-unavailable', 'pack-…' */
  read(request: ReadRequest): Promise<SpokenText>;
  /** @throws StudioError 'prompt-…' or 'pack-…' */
  enroll(prompt: PromptAudio, context: WorkContext, providers?: ProviderChoices): Promise<VoiceProfile>;
  /** @throws StudioError 'cancelled', 'text-…', 'language-unavailable', 'pack-…', 'out-of-memory', 'not-a-number' */
  speak(request: SynthesisRequest, context: WorkContext): SpeechStream;
  unload(): Promise<void>;
  /**
   * Loads the models and runs each once. Other work ends it early; what fails is told in the log.
   * @returns whether it ran to its end; absent from an engine with nothing to load
   */
  warmUp?(memoryMode: MemoryChoice, context: WorkContext, providers?: ProviderChoices): Promise<boolean>;
  /** Absent from an engine that needs no packs. */
  readonly packs?: EnginePacks;
}

/** An engine's view of the packs on this computer. */
export interface EnginePacks {
  list(): InstalledPack[];
  /**
   * @param packId the pack that takes are made with, when absent
   * @throws StudioError 'pack-not-found', 'engine-unavailable'; what a check found is in the report
   */
  verify(
    request: { readonly packId?: string | undefined; readonly prompt?: PromptAudio | undefined },
    context: WorkContext,
  ): Promise<PackReport>;
}

/** The calls that need no engine of their own: files, prompts and providers. */
export type CommonHandlers = Pick<
  EngineHandlers,
  | 'decodeAudio'
  | 'coachPrompt'
  | 'encode'
  | 'listReadings'
  | 'writeReadings'
  | 'listProviders'
  | 'probeProvider'
>;

/** Joins engines and audio handling into the service that the engine process offers. */
export function createEngineService(engines: readonly SpeechEngine[], common: CommonHandlers): EngineService {
  const events = createEvents<EngineContract>();
  const find = (id: EngineId): SpeechEngine => {
    const engine = engines.find((each) => each.id === id);
    if (engine) return engine;
    throw new StudioError('engine-unavailable', { engine: id });
  };

  const handlers: EngineHandlers = {
    ...common,
    describe: () => ({
      runtimeVersion: runtimeVersion(),
      residentBytes: process.memoryUsage.rss(),
      engines: engines.map((engine) => engine.describe()),
    }),
    understand: ({ engine, instruction }) => find(engine).understand(instruction),
    readText: (request) => find(request.engine).read(request),
    enroll: ({ engine, prompt, providers }) =>
      find(engine).enroll(
        prompt,
        workContext('', engine, events.emit, new AbortController().signal),
        providers,
      ),
    listPacks: () => engines.flatMap(({ packs }) => packs?.list() ?? []),
    verifyPack: (request) => {
      const withPacks = engines.find(({ packs }) => packs !== undefined);
      if (!withPacks?.packs) throw new StudioError('engine-unavailable', { why: 'no-packs' });
      const context = workContext('', withPacks.id, events.emit, new AbortController().signal);
      return withPacks.packs.verify(request, context);
    },
    speak: async function* (request, signal) {
      const context = workContext(request.takeId, request.engine, events.emit, signal);
      let end: 'done' | 'cancelled' | 'failed' = 'cancelled';
      try {
        const result = yield* find(request.engine).speak(request, context);
        end = 'done';
        return result;
      } catch (thrown) {
        if (!signal.aborted) end = 'failed';
        throw thrown;
      } finally {
        // a reader that left between two items is no failure
        if (end !== 'done') context.lanes.fail(end);
      }
    },
    warmUp: async ({ engine, memoryMode = 'auto', providers }) => {
      const startedAt = performance.now();
      const context = workContext('', engine, events.emit, new AbortController().signal);
      const warmed = (await find(engine).warmUp?.(memoryMode, context, providers)) ?? false;
      return { warmed, elapsedMs: Math.round(performance.now() - startedAt) };
    },
    unload: async () => {
      for (const engine of engines) await engine.unload();
      return undefined;
    },
  };
  return { api: apiOf(engineContract, handlers), on: events.on };
}

function workContext(
  takeId: string,
  scope: string,
  emit: Emit<EngineContract>,
  signal: AbortSignal,
): WorkContext {
  const log = createLogger(scope, (record) => emit('log', record));
  return {
    signal,
    log: takeId === '' ? log : withFacts(log, { takeId }),
    lanes: createLanes((progress) => {
      if (takeId !== '') emit('progress', { ...progress, takeId, process: readOwnProcess() });
    }),
  };
}

function readOwnProcess(): ProcessReading {
  const { user, system } = process.cpuUsage();
  return { residentBytes: process.memoryUsage.rss(), cpuMs: Math.round((user + system) / 1000) };
}

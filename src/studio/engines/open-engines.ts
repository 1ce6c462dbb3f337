import { EventEmitter } from 'node:events';
import type { EventsOf } from '#contract/contract';
import type { EngineContract, MemoryChoice } from '#contract/engine-api';
import type { ProviderChoices } from '#contract/machine';
import { chooserOf, type ChooseEngine } from './choose-engine';
import { EngineSupervisor } from './engine-supervisor';
import { IdleUnload } from './idle-unload';
import type { StudioLog } from '../log/log';
import type { EngineLauncher, Programs } from '../programs/programs';
import { EnginePool } from './engine-pool';
import type { Storage } from '../storage/open-storage';
import { warmUpModels } from './warm-up';

/** What whoever opens a studio says of its engines. */
export interface EngineOptions {
  readonly engine: EngineLauncher;
  /** Without them no pack is made, eSpeak NG does not speak, and the machine cannot be asked about itself. */
  readonly programs?: Programs;
  /** Memory that programs may still have, bytes; the system's word when absent. */
  readonly freeMemoryBytes?: () => number;
  /** Start the engine process at once instead of on demand; by default true for 'electron' and 'server'. */
  readonly warmEngine?: boolean;
  /** One pack was named, and is meant to be heard: takes are made with it or fail, whatever the settings say. */
  readonly packNamed?: boolean;
  /** For tests: how often the system has ended a process for want of memory; the kernel's own count otherwise. */
  readonly countKills?: () => number | undefined;
}

export interface OpenEnginesParts {
  readonly options: EngineOptions;
  readonly storage: Pick<Storage, 'settings' | 'modelsFolder'>;
  readonly readOnly: boolean;
  /** Somebody looks at this studio and will want the next take to start at once. */
  readonly isWindowed: boolean;
  readonly log: StudioLog;
}

/** What the engine processes have to tell whoever listens. */
export interface EngineNews {
  readonly progress: [EventsOf<EngineContract>['progress']];
  /** The engine, its models or its queue are not as before. */
  readonly change: [];
}

/** The engine processes, and what the settings say of them. */
export interface Engines {
  /** The engine that also enrols, coaches and describes. */
  readonly engine: EngineSupervisor;
  readonly pool: EnginePool;
  readonly news: EventEmitter<EngineNews>;
  readonly idle: IdleUnload;
  readonly chooseEngine: ChooseEngine;
  readonly memoryMode: () => MemoryChoice;
  readonly providers: () => ProviderChoices;
  /** Loads the models ahead of the first take, where somebody waits for one and there is a voice to speak with. */
  readonly warmUp: (hasVoices: () => boolean) => void;
}

/** Supervises engine processes; none is started before it is needed or warmed up. */
export function openEngines({ options, storage, readOnly, isWindowed, log }: OpenEnginesParts): Engines {
  const { settings, modelsFolder } = storage;
  const studioLog = log.logger('studio');
  const news = new EventEmitter<EngineNews>();
  const supervise = () =>
    new EngineSupervisor({
      launcher: options.engine,
      programs: options.programs,
      modelsFolder,
      write: log.write,
      onProgress: (progress) => news.emit('progress', progress),
      onChange: () => news.emit('change'),
      countKills: options.countKills,
    });
  const engine = supervise();
  const pool = new EnginePool({
    ...{ primary: engine, spawn: supervise, log: studioLog },
    ...(options.freeMemoryBytes ? { freeBytes: options.freeMemoryBytes } : {}),
  });
  const idle = new IdleUnload({
    afterMinutes: () => settings.get().unloadAfterMinutes,
    holdsModels: () => engine.holdsModels,
    unload: (idleMinutes) => {
      studioLog.info(`Models unloaded after ${idleMinutes} min without a take`, { idleMinutes });
      void engine.unload();
    },
  });
  const chooseEngine = chooserOf(options, engine, () => settings.get().engine);
  const memoryMode = () => settings.get().memoryMode;
  const providers = () => settings.get().providers;
  const warmsUp = !readOnly && (options.warmEngine ?? isWindowed);
  const warmUp: Engines['warmUp'] = (hasVoices) => {
    if (warmsUp) void warmUpModels({ engine, chooseEngine, memoryMode, providers, hasVoices });
  };
  return { engine, pool, news, idle, chooseEngine, memoryMode, providers, warmUp };
}

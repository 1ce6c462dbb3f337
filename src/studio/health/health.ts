import { StudioError } from '#contract/errors';
import type { Status } from '#contract/studio-state';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { StudioLog } from '../log/log';
import type { Takes } from '../takes/takes';

/** Answer of /health; names as the field writes them. */
export interface Health {
  readonly status: 'ok' | 'restarting' | 'degraded';
  readonly model_loaded: boolean;
  readonly version: string;
  /** The engine that 'auto' means now. */
  readonly engine: string;
  readonly engine_state: Status['engine']['state'];
  readonly device: 'cpu' | 'gpu' | 'unknown';
  /** Execution provider of that engine, e.g. cpu, cuda, coreml; empty before it was asked. */
  readonly provider: string;
  /** Takes waiting or running. */
  readonly queue: number;
  readonly memory: { readonly host_bytes: number; readonly engine_bytes: number };
  /** Code of the last failure of the engine process, until it is up again. */
  readonly last_error: string | null;
  /** 'memory': the files do not take its lines. */
  readonly log: 'file' | 'memory';
}

export interface HealthParts {
  readonly version: string;
  readonly engine: Pick<EngineSupervisor, 'status' | 'preferred' | 'failuresInARow'>;
  readonly takes: Pick<Takes, 'queueLength' | 'runningTakeIds'>;
  readonly log: Pick<StudioLog, 'trouble'>;
  /** @throws StudioError 'library-gone' */
  readonly requireStillThere: () => void;
}

/** Crashes and failed starts in a row that a fresh process is expected to mend; with the next one it is not. */
export const RESTART_BUDGET = 5;

/**
 * The studio about itself, for a supervisor such as nginx or Kubernetes. It works ('ok') while the engine is up, not needed
 * yet, or on its way up; 'restarting' while a crashed engine comes back within its budget; 'degraded' when no engine can
 * speak, its start failed, it crashed more often than a restart explains, or the data folder is gone. Of errors only the code is told: whoever may
 * ask for the health may not read the log.
 */
export function studioHealth({ version, engine, takes, log, requireStillThere }: HealthParts): Health {
  const { state, engines, residentBytes, lastError } = engine.status();
  const preferred = engines.find(({ id }) => id === engine.preferred());
  const provider = preferred?.provider ?? '';
  const gone = goneOf(requireStillThere);
  const cannotSpeak = engines.length > 0 && engines.every(({ available }) => !available);
  const worn = engine.failuresInARow > RESTART_BUDGET;
  return {
    status:
      state === 'failed' || cannotSpeak || worn || gone
        ? 'degraded'
        : state === 'restarting'
          ? 'restarting'
          : 'ok',
    model_loaded: engines.some(({ modelLoaded }) => modelLoaded),
    version,
    engine: engine.preferred(),
    engine_state: state,
    device: provider === '' ? 'unknown' : provider === 'cpu' ? 'cpu' : 'gpu',
    provider,
    queue: takes.queueLength + takes.runningTakeIds.length,
    memory: { host_bytes: process.memoryUsage.rss(), engine_bytes: residentBytes },
    last_error: gone?.code ?? lastError?.code ?? null,
    log: log.trouble() === undefined ? 'file' : 'memory',
  };
}

function goneOf(requireStillThere: () => void): StudioError | undefined {
  try {
    requireStillThere();
    return undefined;
  } catch (thrown) {
    return StudioError.from(thrown);
  }
}

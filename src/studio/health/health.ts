import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { StudioLog } from '../log/log';
import type { Health } from '../studio-options';
import type { Takes } from '../takes/takes';

export interface HealthParts {
  readonly version: string;
  readonly engine: Pick<EngineSupervisor, 'status' | 'preferred' | 'failuresInARow'>;
  readonly takes: Pick<Takes, 'queueLength' | 'runningTakeIds'>;
  readonly log: Pick<StudioLog, 'trouble'>;
}

/** Crashes and failed starts in a row that a fresh process is expected to mend; with the next one it is not. */
export const RESTART_BUDGET = 5;

/**
 * The studio about itself, for a supervisor such as nginx or Kubernetes. It works ('ok') while the engine is up, not needed
 * yet, or on its way up; 'restarting' while a crashed engine comes back within its budget; 'degraded' when no engine can
 * speak, its start failed, or it crashed more often than a restart explains. Of errors only the code is told: whoever may
 * ask for the health may not read the log.
 */
export function studioHealth({ version, engine, takes, log }: HealthParts): Health {
  const { state, engines, residentBytes, lastError } = engine.status();
  const preferred = engines.find(({ id }) => id === engine.preferred());
  const provider = preferred?.provider ?? '';
  const cannotSpeak = engines.length > 0 && engines.every(({ available }) => !available);
  const worn = engine.failuresInARow > RESTART_BUDGET;
  return {
    status:
      state === 'failed' || cannotSpeak || worn ? 'degraded' : state === 'restarting' ? 'restarting' : 'ok',
    model_loaded: engines.some(({ modelLoaded }) => modelLoaded),
    version,
    engine: engine.preferred(),
    engine_state: state,
    device: provider === '' ? 'unknown' : provider === 'cpu' ? 'cpu' : 'gpu',
    provider,
    queue: takes.queueLength + takes.runningTakeIds.length,
    memory: { host_bytes: process.memoryUsage.rss(), engine_bytes: residentBytes },
    last_error: lastError?.code ?? null,
    log: log.trouble() === undefined ? 'file' : 'memory',
  };
}

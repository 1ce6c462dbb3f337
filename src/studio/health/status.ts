import { totalmem } from 'node:os';
import { freeBytes } from '../library/files';
import type { Status } from '#contract/studio-state';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { FoundAgain } from '../library/find-again';
import type { StudioLog } from '../log/log';
import type { GpuMeter } from '../machine/gpu-meter';
import { availableMemory } from '../machine/hardware';
import type { StudioOptions } from '../studio-options';
import type { Takes } from '../takes/takes';

export interface StatusParts {
  readonly options: StudioOptions;
  readonly engine: EngineSupervisor;
  readonly takes: Takes;
  readonly log: StudioLog;
  readonly outputsFolder: () => string;
  readonly gpuMeter: GpuMeter;
  readonly foundAgain: FoundAgain | undefined;
}

/** An hour of takes and room to write the library. */
export const LOW_SPACE_BYTES = 500_000_000;

/** The studio about itself, for the window. */
export async function studioStatus(parts: StatusParts): Promise<Status> {
  const { options, engine, takes, log } = parts;
  const [runningTakeId] = takes.runningTakeIds;
  const gpu = parts.gpuMeter.latest;
  const outputsFolder = parts.outputsFolder();
  const trouble = log.trouble();
  const free = await freeBytes(outputsFolder).catch(() => undefined);
  return {
    version: options.version,
    host: options.host,
    readOnly: options.readOnly ?? false,
    ...(parts.foundAgain ? { foundAgain: parts.foundAgain } : {}),
    ...(options.holder ? { holder: options.holder } : {}),
    canReveal: options.abilities?.reveal !== undefined,
    canChooseFolder: options.abilities?.chooseFolder !== undefined,
    engine: { ...engine.status(), preferred: engine.preferred() },
    ...(runningTakeId === undefined ? {} : { runningTakeId }),
    queueLength: takes.queueLength,
    logFile: log.file,
    ...(trouble === undefined ? {} : { logTrouble: trouble }),
    privateLog: log.privacy.forced ? 'forced' : log.privacy.on ? 'on' : 'off',
    outputsFolder,
    ...(free === undefined ? {} : { freeBytes: free }),
    lowSpace: free !== undefined && free < LOW_SPACE_BYTES,
    memory: {
      totalBytes: totalmem(),
      availableBytes: availableMemory(),
      ...(gpu ? { gpuFreeBytes: gpu.freeBytes } : {}),
    },
  };
}

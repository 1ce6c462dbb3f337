import { totalmem } from 'node:os';
import { freeBytes } from '../storage/files/files';
import type { Status } from '#contract/studio-state';
import type { EngineSupervisor } from '../engines/engine-supervisor';
import type { FoundAgain } from '../library/find-again';
import type { StudioLog } from '../log/log';
import type { GpuMeter } from '../machine/gpu-meter';
import { availableMemory } from '../machine/hardware';
import type { Takes } from '../takes/takes';

export interface StatusParts {
  /** What does not change while a studio is open. */
  readonly fixed: Pick<Status, 'version' | 'host' | 'readOnly' | 'holder' | 'canReveal' | 'canChooseFolder'>;
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
  const { fixed, engine, takes, log } = parts;
  const [runningTakeId] = takes.runningTakeIds;
  const gpu = parts.gpuMeter.latest;
  const outputsFolder = parts.outputsFolder();
  const trouble = log.trouble();
  const free = await freeBytes(outputsFolder).catch(() => undefined);
  return {
    ...fixed,
    ...(parts.foundAgain ? { foundAgain: parts.foundAgain } : {}),
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

import { arch, availableParallelism, cpus, freemem, loadavg, platform, release, totalmem } from 'node:os';
import { createRequire } from 'node:module';

export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly threads: number;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  readonly node: string;
  readonly onnxRuntime: string;
  /** Runnable processes of the last minute; 0 on Windows, which does not count them. */
  readonly load: number;
}

export function describeMachine(): Machine {
  const runtime = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model ?? '',
    threads: availableParallelism(),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    node: process.versions.node,
    onnxRuntime: runtime.version,
    load: loadavg()[0]!,
  };
}

/** @returns what to know before believing the numbers; undefined on a quiet machine */
export function noiseWarning({ load, threads }: Pick<Machine, 'load' | 'threads'>): string | undefined {
  if (load <= threads / 4) return undefined;
  return (
    `The machine is busy: load ${load.toFixed(1)} on ${threads} threads. Ratios of one run still say something, ` +
    'absolute times do not.'
  );
}

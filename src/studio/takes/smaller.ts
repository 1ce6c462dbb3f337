import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { MemoryFit } from '#contract/memory-fit';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';

/** @returns the failure when it means that memory ran out, whatever told it; undefined otherwise */
export function memoryTrouble(thrown: unknown): StudioError | undefined {
  const error = StudioError.from(thrown);
  if (error.code === 'out-of-memory') return error;
  const shortage = error.code === 'internal' ? memoryShortage(error.message) : undefined;
  return shortage && outOfMemory('speak', shortage, thrown);
}

/** What a take says that was made again with less memory. */
export function retriedWarning({ values }: StudioError): Warning {
  const { size, neededBytes } = values;
  const asked = size === undefined ? '' : ` (${size} were asked for)`;
  return {
    code: 'memory-retried',
    message: `Memory ran out${asked}; the take was made again stage by stage on the CPU.`,
    values: {
      ...(size === undefined ? {} : { size }),
      ...(neededBytes === undefined ? {} : { neededBytes }),
    },
  };
}

/** What a take says that may not fit, before it is made: of the machine, of its graphics card, or of both. */
export function tightWarnings({ neededBytes, availableBytes, gpu }: MemoryFit): Warning[] {
  return [
    ...(neededBytes > availableBytes ? [tight('memory-tight', 'memory', neededBytes, availableBytes)] : []),
    ...(gpu && !gpu.fits
      ? [tight('gpu-memory-tight', 'graphics memory', gpu.neededBytes, gpu.availableBytes)]
      : []),
  ];
}

function tight(code: Warning['code'], kind: string, neededBytes: number, availableBytes: number): Warning {
  const [needed, available] = [neededBytes, availableBytes].map((bytes) => (bytes / 2 ** 30).toFixed(1));
  return {
    code,
    message: `About ${needed} GiB of ${kind} are needed, ${available} GiB are free.`,
    values: { neededBytes, availableBytes },
  };
}

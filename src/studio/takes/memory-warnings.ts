import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import type { MemoryFit } from '#contract/memory-fit';
import { memoryShortage, outOfMemory } from '#contract/out-of-memory';

/** @returns the failure when it means that memory ran out, whatever told it; undefined otherwise */
export function memoryTrouble(thrown: unknown): StudioError | undefined {
  const error = StudioError.from(thrown);
  if (error.code === 'out-of-memory') return error;
  const shortage = error.code === 'internal' ? memoryShortage(String(error.values.reason)) : undefined;
  return shortage && outOfMemory({ why: 'speak' }, shortage, thrown);
}

/** What a take says that was made again with less memory. */
export function retriedWarning({ values }: StudioError): Warning {
  const { size, neededBytes } = values;
  return {
    code: 'memory-retried',
    values: {
      ...(size === undefined ? {} : { size }),
      ...(neededBytes === undefined ? {} : { neededBytes }),
    },
  };
}

/** What a take says that may not fit, before it is made: of the machine, of its graphics card, or of both. */
export function tightWarnings({ neededBytes, availableBytes, gpu }: MemoryFit): Warning[] {
  return [
    ...(neededBytes > availableBytes ? [tight('memory-tight', neededBytes, availableBytes)] : []),
    ...(gpu && !gpu.fits ? [tight('gpu-memory-tight', gpu.neededBytes, gpu.availableBytes)] : []),
  ];
}

const tight = (code: string, neededBytes: number, availableBytes: number): Warning => ({
  code,
  values: { neededBytes, availableBytes },
});

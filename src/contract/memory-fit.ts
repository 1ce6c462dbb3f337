import type { EngineDescription, MemoryChoice } from './engine-api';

export interface MemoryFit {
  readonly neededBytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
}

/**
 * Whether what an engine will load has room, told before it is loaded.
 * @param mode what a person chose
 * @returns undefined when there is nothing to load: no pack, or one that is loaded already
 */
export function memoryFit(
  engine: Pick<EngineDescription, 'memory' | 'modelLoaded'> | undefined,
  { availableBytes }: { readonly availableBytes: number },
  mode: MemoryChoice = 'auto',
): MemoryFit | undefined {
  if (!engine?.memory || engine.modelLoaded) return undefined;
  const { keepBytes, stagesBytes } = engine.memory;
  const neededBytes = (mode === 'auto' ? engine.memory.mode : mode) === 'keep' ? keepBytes : stagesBytes;
  return { neededBytes, availableBytes, fits: neededBytes <= availableBytes };
}

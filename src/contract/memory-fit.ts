import type { EngineDescription, MemoryChoice } from './engine-api';
import type { ProviderChoices } from './machine';

export interface MemoryFit {
  readonly neededBytes: number;
  readonly availableBytes: number;
  /** Both the machine and its graphics card have room. */
  readonly fits: boolean;
  /** What the graphics card will hold, where a part runs on one and its free memory is known. */
  readonly gpu?: { readonly neededBytes: number; readonly availableBytes: number; readonly fits: boolean };
}

export interface FreeMemory {
  readonly availableBytes: number;
  /** Free on the graphics card, as far as its driver tells. */
  readonly gpuFreeBytes?: number | undefined;
}

/** The runtime's own share of a card: its kernels and their work space. */
const GPU_WORK_BYTES = 0.5 * 1024 ** 3;

/** Providers whose weights lie in the memory of a card. */
const onCard: ReadonlySet<string> = new Set(['cuda', 'tensorrt', 'dml', 'webgpu']);

/**
 * Whether what an engine will load has room, told before it is loaded.
 * @param mode what a person chose
 * @param choices the providers that a person chose; `auto` puts the flow on a card where the last take ran on one
 * @returns undefined when there is nothing to load: no pack, or one that is loaded already
 */
export function memoryFit(
  engine: Pick<EngineDescription, 'memory' | 'modelLoaded' | 'provider'> | undefined,
  { availableBytes, gpuFreeBytes }: FreeMemory,
  mode: MemoryChoice = 'auto',
  choices?: ProviderChoices,
): MemoryFit | undefined {
  if (!engine?.memory || engine.modelLoaded) return undefined;
  const { keepBytes, stagesBytes, partBytes } = engine.memory;
  const keeps = (mode === 'auto' ? engine.memory.mode : mode) === 'keep';
  const neededBytes = keeps ? keepBytes : stagesBytes;
  const fits = neededBytes <= availableBytes;
  const held = partsOnCard(engine.provider, choices).map((part) => partBytes[part]);
  if (held.length === 0 || gpuFreeBytes === undefined) return { neededBytes, availableBytes, fits };
  const weights = keeps ? held.reduce((sum, bytes) => sum + bytes, 0) : Math.max(...held);
  const gpuBytes = Math.round(weights + GPU_WORK_BYTES);
  const gpu = { neededBytes: gpuBytes, availableBytes: gpuFreeBytes, fits: gpuBytes <= gpuFreeBytes };
  return { neededBytes, availableBytes, fits: fits && gpu.fits, gpu };
}

/** @returns the parts of a pack that will lie on a graphics card */
export function partsOnCard(provider: string, choices?: ProviderChoices): ('llm' | 'flow' | 'vocoder')[] {
  const ranOnCard = provider.split(', ').some((name) => onCard.has(name));
  return (['llm', 'flow', 'vocoder'] as const).filter((part) => {
    const choice = choices?.[part] ?? 'auto';
    return choice === 'auto' ? part === 'flow' && ranOnCard : onCard.has(choice);
  });
}

import type { EngineDescription, MemoryChoice } from '#contract/engine-api';
import type { ProviderChoices } from '#contract/machine';
import { memoryFit, partsOnCard, type MemoryFit } from '#contract/memory-fit';
import type { GpuMeter } from '../machine/gpu-meter';
import { availableMemory } from '../machine/hardware';

/** Free memory of a graphics card is asked anew when what is known is older, ms. */
const FRESH_MS = 1000;

/** @returns what an engine needs against what is free now; undefined when it has its models loaded, or loads none */
export async function fitBeforeLoading(
  engine: EngineDescription,
  mode: MemoryChoice,
  choices: ProviderChoices,
  gpuMeter: GpuMeter,
): Promise<MemoryFit | undefined> {
  if (!engine.memory || engine.modelLoaded) return undefined;
  const usesCard = partsOnCard(engine.provider, choices).length > 0;
  const gpu = usesCard ? await gpuMeter.read(FRESH_MS) : undefined;
  const free = { availableBytes: availableMemory(), gpuFreeBytes: gpu?.freeBytes };
  return memoryFit(engine, free, mode, choices);
}

import type { EngineId } from '#contract/engines';
import type { MemoryChoice } from '#contract/engine-api';
import type { ProviderChoices } from '#contract/machine';
import type { EngineSupervisor } from './engine-supervisor';

export interface WarmUpParts {
  readonly engine: EngineSupervisor;
  /** What 'auto' means now. */
  readonly chooseEngine: () => EngineId;
  readonly memoryMode: () => MemoryChoice;
  readonly providers: () => ProviderChoices;
  /** Without a voice no take is near, and gigabytes are better left free. */
  readonly hasVoices: () => boolean;
}

/**
 * Lets the engine load its models before the first take asks for them. Never fails: the take itself will say what is
 * wrong.
 */
export async function warmUpModels({
  engine,
  chooseEngine,
  memoryMode,
  providers,
  hasVoices,
}: WarmUpParts): Promise<void> {
  try {
    await engine.describe(new AbortController().signal);
    if (!hasVoices()) return;
    await engine.warmUp({ engine: chooseEngine(), memoryMode: memoryMode(), providers: providers() });
  } catch {
    // a process that cannot start shows in the status
  }
}

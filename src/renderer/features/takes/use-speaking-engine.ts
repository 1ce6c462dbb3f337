import type { EngineAbilities, EngineId } from '#contract/engines';
import { AUTO_ENGINE } from '#contract/engines';
import { useLive, useStatus } from '../../state/live';

/** An engine as far as it has described itself. */
export interface SpeakingEngine {
  readonly id: EngineId;
  readonly name?: string;
  readonly abilities?: EngineAbilities;
  /** BCP 47 tags it speaks now. */
  readonly languages?: readonly string[];
}

/** The engine of the next take: the chosen one, or what `auto` means now; undefined before the studio has said it. */
export function useSpeakingEngine(): SpeakingEngine | undefined {
  const { settings } = useLive();
  const engine = useStatus()?.engine;
  const chosen = settings?.engine ?? AUTO_ENGINE;
  const id = chosen === AUTO_ENGINE ? engine?.preferred : chosen;
  if (id === undefined) return undefined;
  return engine?.engines.find((each) => each.id === id) ?? { id };
}

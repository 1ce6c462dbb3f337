import type { TakeRequest } from '#contract/domain';
import type { EngineDescription } from '#contract/engine-api';
import { AUTO_ENGINE, bestEngine, BUILT_IN_ENGINE, type EngineId } from '#contract/engines';
import { StudioError } from '#contract/errors';
import type { EngineSupervisor } from './engine-supervisor';

/**
 * The engine of a take: the one that it names, else what the settings say, else the best that can do it now.
 * @throws StudioError 'engine-unknown', 'mode-unavailable', once the engines have described themselves
 */
export type ChooseEngine = (request?: Pick<TakeRequest, 'engine' | 'source'>) => EngineId;

export function chooserOf(
  { packNamed = false }: { readonly packNamed?: boolean },
  supervisor: Pick<EngineSupervisor, 'described'>,
  setting: () => EngineId,
): ChooseEngine {
  return ({ engine: asked = AUTO_ENGINE, source } = {}) => {
    const engines = supervisor.described;
    const best = (fits: (engine: EngineDescription) => boolean) =>
      bestEngine(engines.filter((each) => fits(each) && (source === undefined || each.abilities.converts)));
    // a pack that was named is heard or fails, so it need not be able to speak
    const ofPack = packNamed ? best(({ abilities }) => abilities.packs)?.id : undefined;
    const named = asked === AUTO_ENGINE ? (ofPack ?? setting()) : asked;
    const id = named === AUTO_ENGINE ? (best(({ available }) => available)?.id ?? BUILT_IN_ENGINE) : named;
    if (engines.length > 0) check(id, engines, source !== undefined);
    return id;
  };
}

function check(id: EngineId, engines: readonly EngineDescription[], converts: boolean): void {
  const engine = engines.find((each) => each.id === id);
  if (!engine) throw unknownEngine(id, engines);
  if (!converts || engine.abilities.converts) return;
  throw new StudioError('mode-unavailable', { mode: 'vc', engine: id });
}

/** @throws StudioError 'engine-unknown' naming those that this machine has; whoever describes none is not asked further */
export async function requireEngine(id: EngineId, supervisor: EngineSupervisor): Promise<void> {
  if (id === AUTO_ENGINE) return;
  const engines =
    supervisor.described.length > 0
      ? supervisor.described
      : await supervisor.describe(new AbortController().signal).then(
          (report) => report.engines,
          () => [],
        );
  if (engines.length > 0 && !engines.some((each) => each.id === id)) throw unknownEngine(id, engines);
}

function unknownEngine(id: EngineId, engines: readonly EngineDescription[]): StudioError {
  const known = engines.map((each) => each.id).join(', ');
  return new StudioError('engine-unknown', { engine: id, known });
}

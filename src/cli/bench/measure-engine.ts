import type { Take, TakeRequest } from '#contract/domain';
import type { EngineId } from '#contract/engines';
import type { Stage } from '#contract/stages';
import type { CommandStudio } from '#studio/studio';
import { finishedTake } from '../finished-take';
import { median, spreadOf, type Spread } from './statistics';

/** What one engine took for the same sentence, several times. Times are of the rounds after the first take. */
export interface EngineTimes {
  readonly engine: EngineId;
  readonly pack?: string;
  /** Seconds of work per second of audio. */
  readonly realTimeFactor: Spread;
  /** The first take, which loads models and looks at the prompt, against the median of the later ones. */
  readonly firstToLater: number;
  readonly audioSec: number;
  readonly wallSec: Spread;
  readonly firstWallSec: number;
  readonly stages: readonly {
    readonly name: Stage;
    /** Of the sum of all stages, 0 to 1. */
    readonly share: number;
    readonly ms: Spread;
  }[];
  /** Memory of the engine process after the last take. */
  readonly residentBytes: number;
}

/** @throws StudioError why a take failed */
export async function measureEngine(
  studio: CommandStudio,
  request: TakeRequest,
  rounds: number,
): Promise<EngineTimes> {
  const first = await finishedTake(studio, () => studio.api.startTake(request));
  const takes: Take[] = [];
  for (let round = 0; round < rounds; round++)
    takes.push(await finishedTake(studio, () => studio.api.startTake(request)));
  const { engine } = await studio.api.getStatus();
  return summary(first, takes, engine.residentBytes);
}

/** @param takes at least one, all of the same request */
export function summary(first: Take, takes: readonly Take[], residentBytes: number): EngineTimes {
  const wallSec = spreadOf(takes.map((take) => take.wallSec ?? 0));
  const stages = first.stages.map(({ stage }) => ({
    name: stage,
    ms: spreadOf(takes.map((take) => take.stages.find((lane) => lane.stage === stage)?.elapsedMs ?? 0)),
  }));
  const sum = stages.reduce((total, { ms }) => total + ms.median, 0);
  const { recipe, audioSec = 0, wallSec: firstWallSec = 0 } = first;
  return {
    engine: recipe.engine,
    ...(recipe.pack ? { pack: recipe.pack.id } : {}),
    realTimeFactor: spreadOf(takes.map((take) => take.realTimeFactor ?? 0)),
    firstToLater: firstWallSec / wallSec.median,
    audioSec: median([audioSec, ...takes.map((take) => take.audioSec ?? 0)]),
    wallSec,
    firstWallSec,
    stages: stages.map((stage) => ({ ...stage, share: sum === 0 ? 0 : stage.ms.median / sum })),
    residentBytes,
  };
}

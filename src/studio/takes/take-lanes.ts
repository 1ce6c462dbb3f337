import type { Take } from '#contract/domain';
import type { Stage, StageProgress } from '#contract/stages';
import type { EngineProgress } from '../flight/flight-recorder';
import type { StageNorm } from '../flight/stage-times';
import { without } from '../storage/database/rows';

type Lanes = Take['stages'];

/** @returns lanes that know what they usually take */
export function planLanes(lanes: Lanes, norms: Readonly<Partial<Record<Stage, StageNorm>>>): Lanes {
  return lanes.map((lane) => {
    const norm = norms[lane.stage];
    return norm ? { ...lane, estimateMs: norm.estimateMs, usual: norm.usual } : lane;
  });
}

/** The engine moved a lane: what it counts is new, what is usual stays. */
export function moveLane(lanes: Lanes, progress: EngineProgress): Lanes {
  return lanes.map(({ stage, ...before }) => {
    if (stage !== progress.stage) return { stage, ...before };
    const usual: Partial<StageProgress> = without(
      before,
      'state',
      'elapsedMs',
      'done',
      'total',
      'unit',
      'perSec',
    );
    return { ...usual, ...without(progress, 'takeId', 'process') };
  });
}

/** @returns the lanes of a take that starts over */
export function resetLanes(lanes: Lanes): Lanes {
  return lanes.map((lane) => ({ ...lane, state: 'waiting', elapsedMs: 0 }));
}

/** @returns the lanes of a take that ended early: what ran has failed or was cancelled, what waited still waits */
export function endLanes(lanes: Lanes, state: 'failed' | 'cancelled'): Lanes {
  return lanes.map((lane) => (lane.state === 'running' ? { ...lane, state } : lane));
}

import { z } from 'zod';
import type { EngineId } from '#contract/domain';
import { stages, type Stage, type StageProgress } from '#contract/stages';
import type { Db } from './db';

/** How many past takes an estimate looks at, and how many are kept. */
const REMEMBERED = 25;

/** What decides how long a take's stages run. */
export interface TakeWork {
  readonly engine: EngineId;
  readonly characters: number;
  /** The voice was enrolled before, so its prompt needs no new look. */
  readonly enrolled: boolean;
}

/** What each stage usually takes on this machine, learned from the takes that went well. */
export class StageTimes {
  constructor(private readonly db: Db) {}

  learn(take: TakeWork, lanes: readonly StageProgress[]): void {
    this.db.transaction(() => {
      for (const { stage, state, elapsedMs } of lanes) {
        if (state !== 'done') continue;
        const { variant, work } = measure(stage, take);
        this.db.run(
          'INSERT INTO stage_times (engine, stage, variant, work, elapsed_ms) VALUES (?, ?, ?, ?, ?)',
          take.engine,
          stage,
          variant,
          work,
          elapsedMs,
        );
        this.db.run(
          `DELETE FROM stage_times WHERE engine = ?1 AND stage = ?2 AND variant = ?3 AND number <= (
             SELECT number FROM stage_times WHERE engine = ?1 AND stage = ?2 AND variant = ?3
             ORDER BY number DESC LIMIT 1 OFFSET ${REMEMBERED})`,
          take.engine,
          stage,
          variant,
        );
      }
    });
  }

  /** @returns milliseconds a stage; a stage that never ran here has none */
  estimate(take: TakeWork): Partial<Record<Stage, number>> {
    const known = stages.flatMap((stage) => {
      const { variant, work } = measure(stage, take);
      const costs = this.db.all(
        z.object({ cost: z.number() }),
        'SELECT elapsed_ms / work AS cost FROM stage_times WHERE engine = ? AND stage = ? AND variant = ? ORDER BY cost',
        take.engine,
        stage,
        variant,
      );
      const median = costs[Math.floor(costs.length / 2)]?.cost;
      return median === undefined ? [] : [[stage, Math.round(median * work)] as const];
    });
    return Object.fromEntries(known);
  }
}

/** The prompt's cost does not grow with the text; every other stage's does. */
function measure(stage: Stage, { characters, enrolled }: TakeWork): { variant: string; work: number } {
  if (stage === 'prompt') return { variant: enrolled ? 'enrolled' : 'new', work: 1 };
  return { variant: '', work: Math.max(1, characters) };
}

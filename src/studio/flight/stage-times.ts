import { z } from 'zod';
import { engineIdSchema, type EngineId } from '#contract/engines';
import { stages, type Stage, type StageProgress } from '#contract/stages';
import type { Db } from '../storage/database/db';

/** How many past takes an estimate looks at, and how many are kept. */
const REMEMBERED = 25;

/** What decides how long a take's stages run. */
export interface TakeWork {
  readonly engine: EngineId;
  readonly characters: number;
  /** Of the speech that is converted; absent when a text is spoken. */
  readonly sourceSec?: number;
  /** The voice was enrolled before, so its prompt needs no new look. */
  readonly enrolled: boolean;
}

/** What a stage usually takes on this machine. */
export interface StageNorm {
  /** Median of the past takes. */
  readonly estimateMs: number;
  readonly usual: NonNullable<StageProgress['usual']>;
  /** The longest time the engine said nothing in this stage. */
  readonly quietMs?: number;
}

const pastRow = z.object({
  work: z.number().gt(0),
  elapsed_ms: z.number(),
  quiet_ms: z.number().nullable().catch(null),
});

/** What each stage usually takes on this machine, learned from the takes that went well. */
export class StageTimes {
  constructor(private readonly db: Db) {}

  /** @param quietMs the longest time the engine said nothing in each stage, where it was measured */
  learn(
    take: TakeWork,
    lanes: readonly StageProgress[],
    quietMs: Readonly<Partial<Record<Stage, number>>> = {},
  ): void {
    this.db.transaction(() => {
      for (const { stage, state, elapsedMs } of lanes) {
        if (state !== 'done') continue;
        const { variant, work } = measure(stage, take);
        this.db.run(
          `INSERT INTO stage_times (engine, stage, variant, work, elapsed_ms, quiet_ms)
           VALUES (?, ?, ?, ?, ?, ?)`,
          take.engine,
          stage,
          variant,
          work,
          elapsedMs,
          quietMs[stage] ?? null,
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

  /**
   * @param texts to be spoken one after another by voices that are known; without an engine: by the one that ran last
   * @returns about how long that takes, in seconds; undefined where an engine never ran here
   */
  estimateSec(
    texts: readonly { readonly engine?: EngineId | undefined; readonly characters: number }[],
  ): number | undefined {
    const last = this.lastEngine();
    const ofEngines = new Map<EngineId, { takes: number; characters: number }>();
    for (const { engine = last, characters } of texts) {
      if (engine === undefined) return undefined;
      const sum = ofEngines.get(engine) ?? { takes: 0, characters: 0 };
      ofEngines.set(engine, { takes: sum.takes + 1, characters: sum.characters + characters });
    }
    let ms = 0;
    for (const [engine, { takes, characters }] of ofEngines) {
      const norms = Object.entries(this.norms({ engine, characters, enrolled: true }));
      if (norms.length === 0) return undefined;
      // what the prompt costs, each take pays
      for (const [stage, { estimateMs }] of norms) ms += stage === 'prompt' ? takes * estimateMs : estimateMs;
    }
    return ms / 1000;
  }

  private lastEngine(): EngineId | undefined {
    const row = z.object({ engine: engineIdSchema });
    return this.db.readable(row, 'SELECT engine FROM stage_times ORDER BY number DESC LIMIT 1')[0]?.engine;
  }

  /** @returns the norm of each stage for this much work; a stage that never ran here has none */
  norms(take: TakeWork): Partial<Record<Stage, StageNorm>> {
    const known = stages.flatMap((stage) => {
      const { variant, work } = measure(stage, take);
      const past = this.db.readable(
        pastRow,
        `SELECT work, elapsed_ms, quiet_ms FROM stage_times WHERE engine = ? AND stage = ? AND variant = ?
         ORDER BY elapsed_ms / work`,
        take.engine,
        stage,
        variant,
      );
      return past.length === 0 ? [] : [[stage, normOf(past, work)] as const];
    });
    return Object.fromEntries(known);
  }
}

/** @param past by cost, cheapest first */
function normOf(past: readonly z.output<typeof pastRow>[], work: number): StageNorm {
  const costAt = (index: number) => {
    const { elapsed_ms, work: done } = past[index]!;
    return Math.round((elapsed_ms / done) * work);
  };
  const last = past.length - 1;
  const quiet = past.flatMap(({ quiet_ms }) => (quiet_ms === null ? [] : [quiet_ms]));
  return {
    estimateMs: costAt(Math.floor(past.length / 2)),
    usual: {
      lowMs: costAt(Math.floor(0.1 * last)),
      highMs: costAt(Math.ceil(0.9 * last)),
      takes: past.length,
    },
    ...(quiet.length === 0 ? {} : { quietMs: Math.round(Math.max(...quiet)) }),
  };
}

/** The prompt's cost does not grow with the text or the source; every other stage's does. */
function measure(
  stage: Stage,
  { characters, sourceSec, enrolled }: TakeWork,
): { variant: string; work: number } {
  if (stage === 'prompt') return { variant: enrolled ? 'enrolled' : 'new', work: 1 };
  if (sourceSec !== undefined) return { variant: 'vc', work: sourceSec };
  return { variant: '', work: Math.max(1, characters) };
}

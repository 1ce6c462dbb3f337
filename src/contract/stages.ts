import { z } from 'zod';

/** The five lanes of a take, in order. */
export const stages = ['prompt', 'tokens', 'flow', 'vocoder', 'save'] as const;
export const stageSchema = z.enum(stages);
export type Stage = z.output<typeof stageSchema>;

export const stageStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type StageState = z.output<typeof stageStateSchema>;

/** Where one lane is. Real numbers only: a count is present when the engine counted it. */
export const stageProgressSchema = z.object({
  stage: stageSchema,
  state: stageStateSchema,
  elapsedMs: z.number(),
  /** What this stage usually takes on this machine for this much text; absent until learned. */
  estimateMs: z.number().optional(),
  done: z.number().optional(),
  total: z.number().optional(),
  unit: z.enum(['segments', 'tokens', 'steps', 'frames', 'bytes']).optional(),
  perSec: z.number().optional(),
});
export type StageProgress = z.output<typeof stageProgressSchema>;

/** @returns the five lanes before anything ran. */
export function waitingStages(): StageProgress[] {
  return stages.map((stage) => ({ stage, state: 'waiting', elapsedMs: 0 }));
}

import { z } from 'zod';

/** The five lanes of a take, in order. */
export const stages = ['prompt', 'tokens', 'flow', 'vocoder', 'save'] as const;
export const stageSchema = z.enum(stages);
export type Stage = z.output<typeof stageSchema>;

export const stageStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);

/** Where one lane is. Real numbers only: a count is present when the engine counted it. */
export const stageProgressSchema = z.object({
  stage: stageSchema,
  state: stageStateSchema,
  elapsedMs: z.number(),
  /** What this stage usually takes on this machine for this much text; absent until learned. */
  estimateMs: z.number().optional(),
  /** The spread around it: a tenth of the past takes were quicker than `lowMs`, a tenth took longer than `highMs`. */
  usual: z.object({ lowMs: z.number(), highMs: z.number(), takes: z.number().int() }).optional(),
  done: z.number().optional(),
  total: z.number().optional(),
  unit: z.enum(['segments', 'tokens', 'steps', 'frames', 'bytes']).optional(),
  perSec: z.number().optional(),
});
export type StageProgress = z.output<typeof stageProgressSchema>;

/** A short stage varies by chance: nothing within this of its usual time is worth a look. */
const SLOW_MARGIN_MS = 1000;

/** @returns whether a stage has taken longer than it ever does on this machine; never before that is learned */
export function isSlow({ estimateMs, usual }: StageProgress, elapsedMs: number): boolean {
  if (estimateMs === undefined) return false;
  return elapsedMs > Math.max(1.5 * estimateMs, usual?.highMs ?? 2 * estimateMs) + SLOW_MARGIN_MS;
}

/** @returns the five lanes before anything ran. */
export function waitingStages(): StageProgress[] {
  return stages.map((stage) => ({ stage, state: 'waiting', elapsedMs: 0 }));
}

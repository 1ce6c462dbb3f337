import { z } from 'zod';
import { measuredSchema, precisionsSchema } from './compiled-pack';
import { idSchema } from './ids';

/** What a host and the compiler say to each other. */

const partSchema = z.enum(['llm', 'flow', 'hift']);

export const compileRequestSchema = z.object({
  /** Folder with the official release, or with checkpoints that were trained from it. */
  source: z.string(),
  /** Folder in which the pack appears, under its id. */
  target: z.string(),
  /** Its id; one that says of what it was made when absent. */
  packId: idSchema.optional(),
  precisions: precisionsSchema,
  /** Take the language model that was trained further with rewards, `llm.rl.pt`. */
  reinforced: z.boolean(),
  /**
   * A voice to compare the stored networks with the trained ones: a WAV and what it says. Without one nothing is compared,
   * and the precisions are taken as asked.
   */
  prompt: z.object({ wav: z.string(), transcript: z.string() }).optional(),
});
export type CompileRequest = z.output<typeof compileRequestSchema>;

export const compileProgressSchema = z.object({
  doing: z.enum(['reading', 'comparing', 'checksums', ...partSchema.options]),
  doneBytes: z.number(),
  totalBytes: z.number(),
  /** Unknown in the first seconds. */
  secondsLeft: z.number().optional(),
});
export type CompileProgress = z.output<typeof compileProgressSchema>;

export const compileReportSchema = z.object({
  packId: z.string(),
  folder: z.string(),
  bytes: z.number(),
  seconds: z.number(),
  /** As stored, which is what was asked for unless that was too far from the original. */
  precisions: precisionsSchema,
  measured: z.array(measuredSchema),
  /** Each network: its checkpoint's hash, and whether an earlier run had made it already. */
  parts: z.array(z.object({ part: partSchema, sha256: z.string(), reused: z.boolean() })),
  /** Code that a checkpoint names and that a full unpickler would have run; it did nothing. */
  ignoredGlobals: z.array(z.string()),
});
export type CompileReport = z.output<typeof compileReportSchema>;

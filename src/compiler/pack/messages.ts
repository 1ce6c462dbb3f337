import { z } from 'zod';
import { errorReportSchema } from '#contract/errors';

/** What a host and the compiler's process say to each other. */

const partSchema = z.enum(['llm', 'flow', 'hift']);

/** How exactly the language model and the flow are stored; the vocoder always keeps float32. */
export const precisionsSchema = z.object({
  llm: z.enum(['q8', 'q8-fine', 'q4', 'fp32']).default('q8'),
  flow: z.enum(['int8', 'q8', 'fp32']).default('int8'),
});
export type Precisions = z.output<typeof precisionsSchema>;
export type LlmPrecision = Precisions['llm'];
export type FlowPrecision = Precisions['flow'];

export const compileRequestSchema = z.object({
  /** Folder with the official release, or with checkpoints that were trained from it. */
  source: z.string(),
  /** Folder in which the pack appears, under its id. */
  target: z.string(),
  precisions: precisionsSchema,
  /** Take the language model that was trained further with rewards, `llm.rl.pt`. */
  reinforced: z.boolean(),
});
export type CompileRequest = z.output<typeof compileRequestSchema>;

const progressSchema = z.object({
  doing: z.enum(['reading', 'checksums', ...partSchema.options]),
  doneBytes: z.number(),
  totalBytes: z.number(),
  /** Unknown in the first seconds. */
  secondsLeft: z.number().optional(),
});
export type CompileProgress = z.output<typeof progressSchema>;

const reportSchema = z.object({
  packId: z.string(),
  folder: z.string(),
  bytes: z.number(),
  seconds: z.number(),
  precisions: precisionsSchema,
  /** Each network: its checkpoint's hash, and whether an earlier run had made it already. */
  parts: z.array(z.object({ part: partSchema, sha256: z.string(), reused: z.boolean() })),
  /** Code that a checkpoint names and that a full unpickler would have run; it did nothing. */
  ignoredGlobals: z.array(z.string()),
});
export type CompileReport = z.output<typeof reportSchema>;

export const compilerMessageSchema = z.union([
  z.object({ progress: progressSchema }),
  z.object({ report: reportSchema }),
  z.object({ error: errorReportSchema }),
]);
export type CompilerMessage = z.output<typeof compilerMessageSchema>;

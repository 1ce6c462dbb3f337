import { z } from 'zod';
import { errorReportSchema } from './errors';

/** The disk: where takes and packs lie, what old takes take up, and files on their way to another folder. */

export const folderKindSchema = z.enum(['outputs', 'models']);
export type FolderKind = z.output<typeof folderKindSchema>;

/** Files on their way to another folder. Nothing is lost at any moment: a file is removed only once its copy is verified. */
export const folderMoveSchema = z.object({
  kind: folderKindSchema,
  state: z.enum(['moving', 'done', 'failed']),
  from: z.string(),
  to: z.string(),
  doneFiles: z.number().int(),
  totalFiles: z.number().int(),
  doneBytes: z.number(),
  totalBytes: z.number(),
  /** Why it stopped; what was moved stays moved, and the next start goes on. */
  error: errorReportSchema.optional(),
});
export type FolderMove = z.output<typeof folderMoveSchema>;

const oldTakeSchema = z.object({
  takeId: z.string(),
  createdAt: z.string(),
  voiceName: z.string(),
  text: z.string(),
  file: z.string(),
  bytes: z.number(),
});
export type OldTake = z.output<typeof oldTakeSchema>;

/** What would go, or went, to the bin: takes older than `days` days that are no favourites, oldest first. */
export const retentionPlanSchema = z.object({
  days: z.number().int(),
  takes: z.array(oldTakeSchema),
  totalBytes: z.number(),
});
export type RetentionPlan = z.output<typeof retentionPlanSchema>;

export const usageSchema = z.object({ files: z.number().int(), bytes: z.number() });
export type Usage = z.output<typeof usageSchema>;

const folderUsageSchema = usageSchema.extend({ folder: z.string(), freeBytes: z.number().optional() });

export const diskReportSchema = z.object({
  outputs: folderUsageSchema,
  models: folderUsageSchema,
  /** Audio of deleted and cleared takes, which can still be brought back. */
  bin: usageSchema,
  move: folderMoveSchema.optional(),
});
export type DiskReport = z.output<typeof diskReportSchema>;

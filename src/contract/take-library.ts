import { z } from 'zod';
import { uint8Array } from './binary';
import { idSchema } from './ids';
import { nameOrNothingSchema, nameSchema } from './names';
import { exportOptionsSchema, exportReportSchema } from './export';

/** What a person does with takes that are there: marks, names, versions, and files to give away. */

export const takeLimits = { nameCharacters: 120, noteCharacters: 2000, batch: 500 } as const;

export const takeIdsSchema = z.object({ takeIds: z.array(idSchema).min(1).max(takeLimits.batch) });

/** Every member is one thing that changes; the others stay. */
export const takeChangeSchema = z.object({
  name: nameOrNothingSchema(takeLimits.nameCharacters).optional(),
  favourite: z.boolean().optional(),
  /** 1 to 5; 0 takes it back. */
  rating: z.number().int().min(0).max(5).optional(),
  note: z.string().max(takeLimits.noteCharacters).optional(),
});
export type TakeChange = z.output<typeof takeChangeSchema>;

/** A template of names; which fields it may have is the studio's business, which answers with their names. */
export const namingSchema = nameSchema(200);

export const exportTakeSchema = z.object({
  takeId: idSchema,
  options: exportOptionsSchema,
  /** Of the file name; the take's own name, or its file's, when absent. */
  naming: namingSchema.optional(),
  /** For {index}: place and number of takes that leave together. */
  index: z.number().int().min(1).default(1),
  count: z.number().int().min(1).default(1),
});
export type ExportTake = z.output<typeof exportTakeSchema>;

export const exportedFileSchema = z.object({
  name: z.string(),
  type: z.string(),
  bytes: uint8Array,
  report: exportReportSchema,
});
export type ExportedFile = z.output<typeof exportedFileSchema>;

/** A folder that a person chose in the host's dialog; the window knows its name, never its path. */
export const exportFolderSchema = z.object({ folderId: idSchema, name: z.string() });

export const savedExportSchema = z.object({ file: z.string(), report: exportReportSchema });

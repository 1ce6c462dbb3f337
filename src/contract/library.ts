import { z } from 'zod';
import { errorReportSchema, errorValuesSchema } from './errors';

/** The library as a whole: whether its rows and files agree, and one file that holds all of it. */

/** `problem`: rows and files disagree. `note`: worth knowing, nothing is broken inside the library. */
const libraryFindingSchema = z.object({
  code: z.string(),
  severity: z.enum(['problem', 'note']),
  values: errorValuesSchema,
  /** Repairing does something about it; else only a person or a backup can help. */
  repairable: z.boolean(),
  repaired: z.boolean(),
  /** Why repairing did not help. */
  failure: errorReportSchema.omit({ trace: true }).optional(),
});
export type LibraryFinding = z.output<typeof libraryFindingSchema>;

export const libraryReportSchema = z.object({
  checkedAt: z.string(),
  /** No problem is left. */
  ok: z.boolean(),
  findings: z.array(libraryFindingSchema),
  counts: z.object({
    voices: z.number().int(),
    prompts: z.number().int(),
    recordings: z.number().int(),
    takes: z.number().int(),
    files: z.number().int(),
    bytes: z.number(),
  }),
  /** Folder that files and rows were moved to; nothing is ever deleted. */
  setAside: z.string().optional(),
});
export type LibraryReport = z.output<typeof libraryReportSchema>;

/** How far a long work on the whole library has come. */
export const libraryProgressSchema = z.object({
  task: z.enum(['verify', 'backup', 'restore']),
  done: z.number().int(),
  /** 0 when it is not known yet. */
  total: z.number().int(),
});
export type LibraryProgress = z.output<typeof libraryProgressSchema>;

/** As many names as a person reads; a count says how many there are. */
export const MOST_NAMES = 20;

/** Files that the library speaks of and a backup has not; the words of the first are those of verifying. */
export const missingFilesSchema = z.object({
  count: z.number().int(),
  first: z.array(libraryFindingSchema.pick({ code: true, values: true })).max(MOST_NAMES),
});
export type MissingFiles = z.output<typeof missingFilesSchema>;

/** A backup in the data folder's own place for them. */
export const backupSchema = z.object({
  name: z.string(),
  bytes: z.number(),
  createdAt: z.string(),
});
export type Backup = z.output<typeof backupSchema>;

export const writtenBackupSchema = backupSchema.extend({ missing: missingFilesSchema });
export type WrittenBackup = z.output<typeof writtenBackupSchema>;

/** What a backup can hold that a library does not take over. */
export const leftOutKinds = [
  /** A file that no row speaks of. */
  'file',
  /** Where a library elsewhere kept files. */
  'folder',
  /** A setting that each computer chooses for itself. */
  'setting',
  /** What cannot be read or points nowhere; named by their tables and columns. */
  'row',
  'value',
  /** What the studio never made in a database. */
  'column',
  'table',
  'index',
  'view',
  'trigger',
] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

const leftOutSchema = z.object({
  kind: z.enum(leftOutKinds),
  count: z.number().int(),
  /** The first of them, each once. */
  names: z.array(z.string()).max(MOST_NAMES),
});
export type LeftOut = z.output<typeof leftOutSchema>;

export const restoredSchema = z.object({
  /** Folder that the library before it was moved to. */
  aside: z.string(),
  /** When the backup was made. */
  createdAt: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  /** Files that it has not, though its rows speak of them. */
  missing: missingFilesSchema,
  /** What it holds and the library does not. */
  leftOut: z.array(leftOutSchema),
});
export type Restored = z.output<typeof restoredSchema>;

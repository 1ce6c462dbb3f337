import { z } from 'zod';
import { idSchema } from './ids';
import { logEntrySchema } from './logger';
import { nameSchema } from './names';
import { stageSchema } from './stages';

/** The levels as a person sees them: a finished result is an info line of its own colour. */
export const shownLevels = ['debug', 'info', 'success', 'warn', 'error'] as const;
export type ShownLevel = (typeof shownLevels)[number];

/** Which lines to see; what is not named lets every line through. */
const logFilterSchema = z.object({
  levels: z.array(z.enum(shownLevels)).max(shownLevels.length).optional(),
  /** Who speaks: studio, engine, draft, cosyvoice3, host, window. */
  scopes: z.array(z.string().max(100)).max(50).optional(),
  stage: stageSchema.optional(),
  takeId: idSchema.optional(),
  /** Found in message, scope and facts; case ignored. */
  text: z.string().max(1000).optional(),
  /** `text` is a regular expression in RE2's syntax. */
  regex: z.boolean().optional(),
});
export type LogFilter = z.output<typeof logFilterSchema>;

/** A piece of a search through all files, newest lines first: the answer says where the next piece begins. */
export const logScanSchema = logFilterSchema.extend({
  /** Look at lines before this number only; from the newest on when absent. */
  beforeSeq: z.number().int().optional(),
  /** Stop after so many found lines. */
  limit: z.number().int().min(1).max(2000),
});
export type LogScan = z.output<typeof logScanSchema>;

export const logScanPageSchema = z.object({
  /** Found lines, oldest first. */
  entries: z.array(logEntrySchema),
  /** Lines that were looked at. */
  looked: z.number().int(),
  /** Time of the oldest line that was looked at. */
  reached: z.string().optional(),
  /** Where to go on; absent at the beginning of the log. */
  nextBeforeSeq: z.number().int().optional(),
});
export type LogScanPage = z.output<typeof logScanPageSchema>;

/** A filter that a person kept under a name. */
export const savedLogFilterSchema = z.object({
  name: nameSchema(60),
  filter: logFilterSchema.omit({ takeId: true }),
});
export type SavedLogFilter = z.output<typeof savedLogFilterSchema>;

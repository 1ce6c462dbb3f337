import { z } from 'zod';
import { idSchema } from './ids';
import { logEntrySchema } from './logger';
import { nameSchema } from './names';
import { stageSchema } from './stages';

/** The levels as a person sees them: a finished result is an info line of its own colour. */
export const shownLevels = ['debug', 'info', 'success', 'warn', 'error'] as const;
export type ShownLevel = (typeof shownLevels)[number];

/** What a line is hidden by: plain words, an expression, or the shape that `shapeOf` gives. */
export const logExclusionSchema = z.object({
  text: z.string().trim().min(1).max(1000),
  by: z.enum(['words', 'regex', 'shape']),
});
export type LogExclusion = z.output<typeof logExclusionSchema>;

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
  /** Lines of this shape, as `shapeOf` gives it. */
  shape: z.string().max(1000).optional(),
  /** Lines that fit any of these are hidden. */
  exclude: z.array(logExclusionSchema).max(20).optional(),
  /** Not older, and older than this: moments as lines have them, ISO 8601 in UTC. Lines without a time fit neither. */
  since: z.iso.datetime({ precision: 3 }).optional(),
  until: z.iso.datetime({ precision: 3 }).optional(),
});
export type LogFilter = z.output<typeof logFilterSchema>;

/** A piece of a search through all files, newest lines first: the answer says where the next piece begins. */
export const logScanSchema = logFilterSchema.extend({
  /** Look at lines before this number only; from the newest on when absent. */
  beforeSeq: z.number().int().optional(),
  /** Stop after so many found lines. */
  limit: z.number().int().min(1).max(2000),
  /** So many lines before and after each found one come with it, whether they fit or not. */
  context: z.number().int().min(0).max(50).optional(),
});
export type LogScan = z.output<typeof logScanSchema>;

export const logScanPageSchema = z.object({
  /** Found lines and those around them, oldest first. */
  entries: z.array(logEntrySchema),
  /** How many of them were found. */
  found: z.number().int(),
  /** Lines that were looked at. */
  looked: z.number().int(),
  /** Time of the oldest line that was looked at. */
  reached: z.string().optional(),
  /** Where to go on; absent at the beginning of the log. */
  nextBeforeSeq: z.number().int().optional(),
});
export type LogScanPage = z.output<typeof logScanPageSchema>;

/** A piece of a count through all files, newest lines first. */
export const logSurveySchema = logFilterSchema.extend({
  beforeSeq: z.number().int().optional(),
  /** Whether lines are counted by their shape, too. */
  shapes: z.boolean().optional(),
  /** The least pause before a line that counts as a slow-down, ms. */
  slowMs: z.number().min(1).optional(),
});
export type LogSurveyQuery = z.output<typeof logSurveySchema>;

/** Lines in the order of `shownLevels`. */
const levelCountsSchema = z.array(z.number().int()).length(shownLevels.length);

/** What was counted in some lines. */
export const logCountsSchema = z.object({
  /** Lines that fit. */
  count: z.number().int(),
  /** Of what the filter lets through otherwise, the lines that each exclusion fits. */
  hidden: z.array(z.number().int()),
  /** Width of a bucket, ms: a power of two of seconds. */
  bucketMs: z.number().int(),
  /** When a bucket begins, ms since 1970, and its lines; newest first, empty ones left out. */
  buckets: z.array(z.tuple([z.number(), levelCountsSchema])),
  /** One of each shape: its newest line cut to its head, and how many lines have it; newest first. */
  shapes: z.array(z.object({ shape: z.string(), count: z.number().int(), newest: logEntrySchema })),
  /** Lines that came long after the line before them: their numbers and the pause, ms; newest first. */
  slow: z.array(z.tuple([z.number().int(), z.number()])),
  /** The newest and the oldest line that fit: number, and time in ms since 1970. */
  newest: z.tuple([z.number().int(), z.number()]).optional(),
  oldest: z.tuple([z.number().int(), z.number()]).optional(),
});
export type LogCounts = z.output<typeof logCountsSchema>;

export const logSurveyPageSchema = logScanPageSchema
  .omit({ entries: true, found: true })
  .extend({ counts: logCountsSchema });
export type LogSurveyPage = z.output<typeof logSurveyPageSchema>;

/** A filter that a person kept under a name. */
export const savedLogFilterSchema = z.object({
  name: nameSchema(60),
  filter: logFilterSchema.omit({ takeId: true, since: true, until: true }),
});
export type SavedLogFilter = z.output<typeof savedLogFilterSchema>;

import { z } from 'zod';
import { logLevelSchema } from './logger';
import { stageSchema, stageStateSchema } from './stages';

/** The flight recorder of a take: what it and the machine did, on one time axis. Times count from when it left the queue. */

/** One moment. A number is present when it was known then; counts never fall within a take. */
const tracePointSchema = z.object({
  atMs: z.number(),
  /** Speech tokens (CosyVoice 3) or segments (draft voice) so far. */
  tokens: z.number().optional(),
  /** Flow steps so far, over all segments. */
  steps: z.number().optional(),
  /** Resident memory of the engine process, bytes. */
  engineBytes: z.number().optional(),
  /** Resident memory of the host process, bytes. */
  hostBytes: z.number().optional(),
  /** Memory of the graphics card that the engine process holds, bytes. */
  vramBytes: z.number().optional(),
  /** Processor time of the engine process: 100 is one core, fully used. */
  cpuPercent: z.number().optional(),
});
export type TracePoint = z.output<typeof tracePointSchema>;

/** One lane from its start to its end; `endMs` is absent while it runs. */
const traceSpanSchema = z.object({
  stage: stageSchema,
  state: stageStateSchema,
  startMs: z.number(),
  endMs: z.number().optional(),
});
export type TraceSpan = z.output<typeof traceSpanSchema>;

/** Where a line of the log stands; its words stay in the log. */
const traceMarkSchema = z.object({
  seq: z.number().int(),
  atMs: z.number(),
  level: logLevelSchema,
  success: z.boolean().optional(),
  stage: stageSchema.optional(),
});
export type TraceMark = z.output<typeof traceMarkSchema>;

/** The engine said nothing for longer than it ever does; `endMs` is absent when it never spoke again. */
const traceSilenceSchema = z.object({
  stage: stageSchema.optional(),
  startMs: z.number(),
  endMs: z.number().optional(),
});
export type TraceSilence = z.output<typeof traceSilenceSchema>;

/** From when on how much of the sound was there. */
const traceArrivalSchema = z.object({ atMs: z.number(), audioSec: z.number() });
export type TraceArrival = z.output<typeof traceArrivalSchema>;

export const traceSchema = z.object({
  takeId: z.string(),
  /** When the take left the queue, ISO 8601. */
  startedAt: z.string(),
  /** How long it had waited. */
  queuedMs: z.number(),
  /** Where the recording ends; absent while the take runs. */
  endMs: z.number().optional(),
  /** Logical processors of the machine: 100 times this is the most `cpuPercent` can be. */
  cpuCount: z.number().int(),
  /** What `tokens` counts. */
  tokenUnit: z.enum(['tokens', 'segments']).optional(),
  spans: z.array(traceSpanSchema),
  /** At most 600, evenly thinned. */
  points: z.array(tracePointSchema),
  marks: z.array(traceMarkSchema),
  /** Marks beyond the bound that were not kept. */
  marksDropped: z.number().int(),
  silences: z.array(traceSilenceSchema),
  /** One for each segment, the first of them is the first audio; at most 600, evenly thinned. */
  arrivals: z.array(traceArrivalSchema).default([]),
});
export type Trace = z.output<typeof traceSchema>;

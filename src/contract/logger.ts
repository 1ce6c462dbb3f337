import { z } from 'zod';
import { stageSchema } from './stages';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const logLevelSchema = z.enum(logLevels);
export type LogLevel = z.output<typeof logLevelSchema>;

/** Facts of a line. `takeId`, `stage` and `success` become fields of their own; the rest is `data`. JSON values only. */
export interface LogFacts {
  readonly takeId?: string | undefined;
  readonly stage?: z.output<typeof stageSchema> | undefined;
  /** An info line that announces a finished result; shown as SUCCESS. */
  readonly success?: boolean;
  /**
   * A person's own words (a text, a transcript, a name) that the line repeats. They are not kept: a private log uses them to
   * tell length and hash instead.
   */
  readonly said?: readonly string[] | undefined;
  readonly [name: string]: unknown;
}

/** What every layer is handed. One process writes the files; the others send it records. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
}

/** One line of the log before the host has numbered it. */
export const logRecordSchema = z.object({
  /** ISO 8601, milliseconds, UTC. */
  time: z.string(),
  level: logLevelSchema,
  success: z.boolean().optional(),
  /** Which part speaks: host, studio, engine, draft, cosyvoice3, window. */
  scope: z.string(),
  stage: stageSchema.optional(),
  takeId: z.string().optional(),
  message: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
  /** See LogFacts; gone once the host has kept the line. */
  said: z.array(z.string()).optional(),
});
export type LogRecord = z.output<typeof logRecordSchema>;

/** A numbered line; `seq` grows by one a line within a run of the host. */
export const logEntrySchema = logRecordSchema.omit({ said: true }).extend({ seq: z.number().int() });
export type LogEntry = z.output<typeof logEntrySchema>;

/** @returns a Logger that turns each call into a LogRecord for `write`. */
export function createLogger(scope: string, write: (record: LogRecord) => void): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, { takeId, stage, success, said = [], ...data }: LogFacts = {}): void =>
      write({
        time: new Date().toISOString(),
        level,
        scope,
        message,
        ...(success ? { success } : {}),
        ...(takeId === undefined ? {} : { takeId }),
        ...(stage === undefined ? {} : { stage }),
        ...(Object.keys(data).length === 0 ? {} : { data }),
        ...(said.length === 0 ? {} : { said: [...said] }),
      });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** @returns a Logger that adds `facts` to every line, so that a take's lines all carry its id. */
export function withFacts(logger: Logger, facts: LogFacts): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, more: LogFacts = {}): void =>
      logger[level](message, { ...facts, ...more, said: [...(facts.said ?? []), ...(more.said ?? [])] });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

import { z } from 'zod';
import { cutLine, type Personal } from './personal';
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
  /** Facts of these names are a person's own words, which a private log hides: see `personal`. */
  readonly name?: Personal | undefined;
  readonly voice?: Personal | undefined;
  readonly project?: Personal | undefined;
  readonly text?: Personal | undefined;
  readonly transcript?: Personal | undefined;
  readonly instruction?: Personal | undefined;
  readonly file?: Personal | undefined;
  readonly path?: Personal | undefined;
  readonly folder?: Personal | undefined;
  readonly from?: Personal | undefined;
  readonly to?: Personal | undefined;
  readonly reason?: Personal | undefined;
  readonly note?: Personal | undefined;
  readonly [name: string]: unknown;
}

/** What every layer is handed. One process writes the files; the others send it records. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
}

/** What a line may hold of one text; more is cut and its length told. */
export const LINE_CHARACTERS = 20_000;

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
});
export type LogRecord = z.output<typeof logRecordSchema>;

/** A numbered line; `seq` grows by one a line within a run of the host. */
export const logEntrySchema = logRecordSchema.extend({ seq: z.number().int() });
export type LogEntry = z.output<typeof logEntrySchema>;

const cutTexts = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? cutLine(value, LINE_CHARACTERS) : value,
    ]),
  );

/** @returns a Logger that turns each call into a LogRecord for `write`. */
export function createLogger(scope: string, write: (record: LogRecord) => void): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, { takeId, stage, success, ...data }: LogFacts = {}): void =>
      write({
        time: new Date().toISOString(),
        level,
        scope,
        message: cutLine(message, LINE_CHARACTERS),
        ...(success ? { success } : {}),
        ...(takeId === undefined ? {} : { takeId }),
        ...(stage === undefined ? {} : { stage }),
        ...(Object.keys(data).length === 0 ? {} : { data: cutTexts(data) }),
      });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** @returns a Logger that adds `facts` to every line, so that a take's lines all carry its id. */
export function withFacts(logger: Logger, facts: LogFacts): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, more: LogFacts = {}): void =>
      logger[level](message, { ...facts, ...more });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

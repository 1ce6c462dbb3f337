import { z } from 'zod';
import type { SqlValue } from './db';

/** A column that holds JSON, parsed by `schema`. */
export function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** @returns SQL for a column of JSON that a damaged row cannot make throw: what is no JSON is an empty object */
export const jsonOf = (column: string): string => `iif(json_valid(${column}), ${column}, '{}')`;

/** A moment, ISO 8601. */
export const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is no date');

/** How a value that cannot be read is replaced. */
interface Mend {
  /** As the column holds it. */
  readonly stored?: SqlValue;
  /** SQL that finds a better one in the same library; NULL when there is none. */
  readonly sql?: string;
}

const mends = z.registry<Mend>();

/** A column whose value may be unreadable: `stored` (as the column holds it) is then read in its place. */
export function or<T extends z.ZodType>(schema: T, stored: SqlValue, sql?: string): z.ZodCatch<T> {
  const kept = schema.catch(() => schema.parse(stored));
  mends.add(kept, { stored, ...(sql === undefined ? {} : { sql }) });
  return kept;
}

/** A column without which a row says nothing, and which the rest of the library may know. */
export function found<T extends z.ZodType>(schema: T, sql: string): T {
  const kept = schema.meta({});
  mends.add(kept, { sql });
  return kept;
}

export const mendOf = (column: z.ZodType): Mend => mends.get(column) ?? {};

/** @returns what the column must be, without what may stand for it */
export const strictly = (column: z.ZodType): z.ZodType =>
  column instanceof z.ZodCatch ? (column.unwrap() as z.ZodType) : column;

/** SQLite's 0 and 1. */
export const flag = z.literal([0, 1]).transform((value) => value !== 0);

/** A column that may be NULL as a member that may be absent. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.union([z.null().transform(() => undefined), schema]);
}

/** @returns `value` without its undefined members: what an exact optional property expects */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** @returns `whole` without some of its members */
export function without<T extends object, K extends keyof T>(whole: T, ...names: readonly K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}

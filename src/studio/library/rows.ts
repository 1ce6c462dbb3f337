import { z } from 'zod';

/** A column that holds JSON, parsed by `schema`. */
export function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

/** SQLite's 0 and 1. */
export const flag = z.number().transform((value) => value !== 0);

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

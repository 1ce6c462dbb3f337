import { z } from 'zod';
import { connectDb } from './connect-db';
import type { Db } from './db';
import { migrate } from './migrations';

const entryRow = z.object({
  type: z.enum(['table', 'index', 'view', 'trigger']),
  name: z.string(),
  sql: z.string(),
});
/** Something that a database has a name for. */
export type SchemaEntry = z.output<typeof entryRow>;

/** SQLite's own (sqlite_sequence, the indexes of primary keys) come and go by themselves; the search index is checked by itself. */
const ENTRIES = `SELECT type, name, sql FROM main.sqlite_schema
  WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'search' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`;

export interface SchemaDifference {
  /** What the studio has under a name; undefined where it has none. */
  readonly ours: SchemaEntry | undefined;
  /** What the database has; undefined where it is gone. */
  readonly found: SchemaEntry | undefined;
}

/** @returns where a database is not made as the studio makes one */
export function schemaDifferences(db: Db): SchemaDifference[] {
  const found = byName(entriesOf(db));
  const ours = byName(ownEntries());
  return [...new Set([...ours.keys(), ...found.keys()])]
    .filter((name) => ours.get(name)?.sql !== found.get(name)?.sql)
    .map((name) => ({ ours: ours.get(name), found: found.get(name) }));
}

/** @returns what a database has a name for, and SQLite did not make by itself */
export const entriesOf = (db: Db): SchemaEntry[] => db.readable(entryRow, ENTRIES);

function ownEntries(): SchemaEntry[] {
  const fresh = connectDb(':memory:');
  try {
    migrate(fresh, ':memory:');
    return entriesOf(fresh);
  } finally {
    fresh.close();
  }
}

const byName = (entries: readonly SchemaEntry[]) => new Map(entries.map((entry) => [entry.name, entry]));

/** @returns every trigger; the studio has none, so that each does what somebody else wants at the next change of a row */
export const triggersOf = (db: Db): SchemaEntry[] =>
  db.readable(entryRow, "SELECT type, name, sql FROM main.sqlite_schema WHERE type = 'trigger'");

export const dropEntry = (db: Db, { type, name }: SchemaEntry): void =>
  db.exec(`DROP ${type} ${quoted(name)}`);

/** @returns a name that a database gave us, for a statement */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

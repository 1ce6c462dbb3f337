import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'libsql';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { migrate, migrations, newerLibrary } from './migrations';
import { openSqlite } from './sqlite';
import { codeOf, storageError } from './storage-errors';

export type SqlValue = string | number | null;

/** The whole of SQLite that the studio uses; any binding can stand behind it. */
export interface Db {
  /** @returns the rows, each parsed by `row` */
  all<Row extends z.ZodType>(row: Row, sql: string, ...values: readonly SqlValue[]): z.output<Row>[];
  /** @returns the first row, if any */
  get<Row extends z.ZodType>(
    row: Row,
    sql: string,
    ...values: readonly SqlValue[]
  ): z.output<Row> | undefined;
  /** @returns how many rows changed */
  run(sql: string, ...values: readonly SqlValue[]): number;
  exec(sql: string): void;
  /** Everything in `work` or nothing of it; one inside another is part of the outer one. */
  transaction<T>(work: () => T): T;
  version(): number;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5000;
/** Reading every page of a larger library would be felt at each start. */
const CHECKED_BYTES = 50_000_000;

export interface OpenDbOptions {
  /** Refuse every write; a library that is not there yet reads as an empty one. */
  readonly readOnly?: boolean;
}

/**
 * Opens the library, and brings it up to date unless it is only read.
 * A file that SQLite cannot read is moved aside, never deleted.
 * @throws StudioError 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export function openLibraryDb(path: string, { readOnly = false }: OpenDbOptions = {}): Db {
  if (readOnly && !existsSync(path)) return openEmpty();
  try {
    const db = connectDb(path);
    if (readOnly) {
      db.exec('PRAGMA query_only = ON');
      requireCurrent(db, path);
      return db;
    }
    // NORMAL loses at most the last commits at a power cut, and nothing at a kill; the file stays sound
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    if (statSync(path).size <= CHECKED_BYTES) checkPages(db);
    migrate(db, path);
    return db;
  } catch (thrown) {
    throw explain(thrown, path, readOnly);
  }
}

function openEmpty(): Db {
  const db = connectDb(':memory:');
  migrate(db, ':memory:');
  db.exec('PRAGMA query_only = ON');
  return db;
}

/** @returns a connection as it is: no migration, no checks */
export function connectDb(path: string): Db {
  const database = openSqlite(path, { timeout: BUSY_TIMEOUT_MS });
  const prepared = new Map<string, Database.Statement<SqlValue[]>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare<SqlValue[]>(sql);
    prepared.set(sql, known);
    return known;
  };
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      throw codeOf(thrown) === 'SQLITE_FULL' ? storageError(thrown, { folder: dirname(path) }) : thrown;
    }
  };
  let inTransaction = false;
  const db: Db = {
    all: (row, sql, ...values) =>
      guard(() =>
        statement(sql)
          .all(...values)
          .map((each) => row.parse(each)),
      ),
    get: (row, sql, ...values) => db.all(row, sql, ...values)[0],
    run: (sql, ...values) => guard(() => statement(sql).run(...values).changes),
    exec: (sql) => guard(() => void database.exec(sql)),
    transaction: (work) => {
      if (inTransaction) return work();
      inTransaction = true;
      try {
        return guard(() => database.transaction(work).immediate());
      } finally {
        inTransaction = false;
      }
    },
    version: () => db.get(z.object({ user_version: z.number() }), 'PRAGMA user_version')?.user_version ?? 0,
    close: () => {
      prepared.clear();
      database.close();
    },
  };
  return db;
}

function requireCurrent(db: Db, path: string): void {
  const version = db.version();
  if (version > migrations.length) throw newerLibrary(path, version);
  if (version < migrations.length) {
    throw new StudioError(
      'library-damaged',
      `The library ${path} has version ${version}, older than this studio's ${migrations.length}.`,
      { repair: 'Open the studio once; that brings it up to date.', values: { path, version } },
    );
  }
}

/** Finds torn pages at the start rather than in the middle of someone's work. */
function checkPages(db: Db): void {
  const found = db.get(z.object({ quick_check: z.string() }), 'PRAGMA quick_check(1)')?.quick_check;
  if (found !== 'ok') throw Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' });
}

function explain(thrown: unknown, path: string, readOnly: boolean): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const code = codeOf(thrown);
  if (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT'))
    return storageError(thrown, { folder: dirname(path) });
  const kept = readOnly ? path : moveAside(path);
  return new StudioError('library-damaged', `The library ${path} cannot be read; it was kept as ${kept}.`, {
    cause: thrown,
    repair: 'Put a backup in its place, or start again with an empty library; the audio files are untouched.',
    values: { path, kept },
  });
}

/** The log beside a database may hold its newest rows, so both move together. */
function moveAside(path: string): string {
  const kept = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  return kept;
}

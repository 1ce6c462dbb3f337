import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { copyForLooking } from './copy-for-looking';
import { fileMode } from '../files/file-modes';
import { requireFileIfThere, touchFile } from '../files/regular-file';
import type { Db, SqlValue } from './db';
import { migrate, migrations, requireKnownVersion } from './migrations';
import { isMendable } from './mendable';
import { mendsBySearch } from './search-repair';
import { coded, openSqlite, type SqliteDatabase } from './sqlite';
import { watchDatabase } from './still-there';
import { codeOf, storageError } from '../files/storage-errors';

const BUSY_TIMEOUT_MS = 5000;
/** What a disk does to a database, not what a statement does wrong. */
const DISK_TROUBLE = /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY_)/;
/** Reading every page of a larger library would be felt at each start. */
const CHECKED_BYTES = 50_000_000;

export interface OpenDbOptions {
  /** Refuse every write; a library that is not there yet reads as an empty one. */
  readonly readOnly?: boolean;
  /** The search index was damaged and is empty now; what it knew is still in the rows. */
  readonly onSearchLost?: () => void;
}

/**
 * Opens the library, and brings it up to date unless it is only read.
 * A file that SQLite cannot read is moved aside, never deleted.
 * @throws StudioError 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export function openLibraryDb(path: string, { readOnly = false, onSearchLost }: OpenDbOptions = {}): Db {
  if (readOnly && !existsSync(path)) return openEmpty();
  try {
    for (const suffix of ['', '-wal', '-shm']) requireFileIfThere(path + suffix);
    // SQLite makes its files as the umask says, and those beside a database like the database itself
    if (!readOnly) touchFile(path, fileMode(path));
    const db = readOnly ? connectForLooking(path) : connectDb(path);
    if (readOnly) {
      db.exec('PRAGMA query_only = ON');
      requireCurrent(db, path);
      return db;
    }
    // NORMAL loses at most the last commits at a power cut, and nothing at a kill; the file stays sound
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    if (statSync(path).size <= CHECKED_BYTES) checkPages(db, onSearchLost);
    migrate(db, path);
    return whileThere(db, path);
  } catch (thrown) {
    throw explain(thrown, path, readOnly);
  }
}

/**
 * A reader shares memory with a writer through a file beside the database. Where that cannot be made, on a read-only disk,
 * nobody writes either: the file is read as it lies there, or as a copy where a log lies beside it.
 */
function connectForLooking(path: string): Db {
  const db = connectDb(path);
  try {
    // the binding gives SQLite's own code for a statement that is executed, and none for one that is read
    db.exec('SELECT count(*) FROM sqlite_schema');
    return db;
  } catch (thrown) {
    db.close();
    if (!(thrown instanceof StudioError) || thrown.code !== 'folder-not-writable') throw thrown;
  }
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0)
    return connectDb(`${pathToFileURL(path).href}?immutable=1`);
  const copy = copyForLooking(path);
  try {
    const copied = connectDb(copy.path);
    copied.version();
    return {
      ...copied,
      close: () => {
        copied.close();
        copy.remove();
      },
    };
  } finally {
    copy.remove();
  }
}

/** Refuses what would be written to a file that is gone. */
function whileThere(db: Db, path: string): Db {
  const requireStillThere = watchDatabase(path);
  return {
    ...db,
    run: (sql, ...values) => {
      requireStillThere();
      return db.run(sql, ...values);
    },
    transaction: (work) => {
      requireStillThere();
      return db.transaction(work);
    },
  };
}

function openEmpty(): Db {
  const db = connectDb(':memory:');
  migrate(db, ':memory:');
  db.exec('PRAGMA query_only = ON');
  return db;
}

/** @returns a connection as it is: no migration, no checks */
export function connectDb(path: string): Db {
  const database = openSqlite(path, { busyTimeoutMs: BUSY_TIMEOUT_MS });
  const prepared = new Map<string, Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const guard = <T>(work: () => T): T => {
    try {
      return coded(work);
    } catch (thrown) {
      throw DISK_TROUBLE.test(codeOf(thrown)) ? storageError(thrown, { folder: dirname(path) }) : thrown;
    }
  };
  const db: Db = {
    all: (row, sql, ...values) =>
      guard(() => readAll(statement(sql), values.map(bindable)).map((each) => row.parse(each))),
    readable: (row, sql, ...values) =>
      db.all(z.unknown(), sql, ...values).flatMap((each) => {
        const parsed = row.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    get: (row, sql, ...values) => db.all(row, sql, ...values)[0],
    run: (sql, ...values) => guard(() => statement(sql).run(...values.map(bindable)).changes),
    exec: (sql) => guard(() => database.exec(sql)),
    transaction: (work) => (database.isTransaction ? work() : guard(() => inTransaction(database, work))),
    version: () => db.get(z.object({ user_version: z.number() }), 'PRAGMA user_version')?.user_version ?? 0,
    close: () => {
      prepared.clear();
      if (database.isOpen) database.close();
    },
  };
  return db;
}

type Statement = ReturnType<SqliteDatabase['prepare']>;

function inTransaction<T>(database: SqliteDatabase, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (thrown) {
    // a full disk may have rolled back already
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

/** The binding, like SQLite's own functions, ends a text at its first NUL; a mark keeps what follows. */
function bindable(value: SqlValue): SqlValue {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

/** A whole number beyond what JavaScript counts exactly was never ours; it is read as the nearest that fits. */
function readAll(statement: Statement, values: readonly SqlValue[]): unknown[] {
  try {
    return statement.all(...values);
  } catch {
    // the binding gives this refusal no code of its own; whatever else went wrong goes wrong again
    statement.setReadBigInts(true);
  }
  try {
    const rows = statement.all(...values) as Record<string, unknown>[];
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
      ),
    );
  } finally {
    statement.setReadBigInts(false);
  }
}

function requireCurrent(db: Db, path: string): void {
  const version = db.version();
  requireKnownVersion(version, path);
  if (version < migrations.length) {
    throw new StudioError(
      'library-damaged',
      `The library ${path} has version ${version}, older than this studio's ${migrations.length}.`,
      { repair: 'Open the studio once; that brings it up to date.', values: { path, version } },
    );
  }
}

/** Finds torn pages at the start rather than in the middle of someone's work. */
function checkPages(db: Db, onSearchLost?: () => void): void {
  const quickCheck = () =>
    db.get(z.object({ quick_check: z.string() }), 'PRAGMA quick_check(1)')?.quick_check;
  const found = quickCheck();
  const isSound = () => quickCheck() === 'ok';
  if (found === 'ok') return;
  if (mendsBySearch(db, isSound)) return onSearchLost?.();
  if (isMendable(db, isSound)) return;
  throw Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' });
}

function explain(thrown: unknown, path: string, readOnly: boolean): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const code = codeOf(thrown);
  if (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT'))
    return storageError(thrown, { folder: dirname(path) });
  const kept = readOnly ? path : moveAside(path);
  const where = kept === path ? 'it was left as it is' : `it was kept as ${kept}`;
  return new StudioError('library-damaged', `The library ${path} cannot be read; ${where}.`, {
    cause: thrown,
    repair:
      'Restore a backup, or start the studio again: it finds voices and takes in the files beside it, which are untouched.',
    values: { path, kept },
  });
}

/** The log beside a database may hold its newest rows, so both move together. @returns where it lies now */
function moveAside(path: string): string {
  const kept = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  try {
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
    return kept;
  } catch {
    // a disk that takes no changes: what is said is that it is damaged
    return existsSync(path) ? path : kept;
  }
}

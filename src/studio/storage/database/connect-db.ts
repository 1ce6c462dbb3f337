import { dirname } from 'node:path';
import { z } from 'zod';
import type { Db, SqlValue } from './db';
import { coded, openSqlite, type SqliteDatabase } from './sqlite';
import { codeOf, storageError } from '../files/storage-errors';

const BUSY_TIMEOUT_MS = 5000;
/** What a disk does to a database, not what a statement does wrong. */
const DISK_TROUBLE = /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY_)/;

/**
 * @param path may be a URI, whose folder is then told apart
 * @returns a connection as it is: no migration, no checks
 */
export function connectDb(path: string, folder = dirname(path)): Db {
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
      throw DISK_TROUBLE.test(codeOf(thrown)) ? storageError(thrown, { folder }) : thrown;
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
    unguarded: (work) => {
      database.enableDefensive(false);
      try {
        return work();
      } finally {
        database.enableDefensive(true);
      }
    },
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

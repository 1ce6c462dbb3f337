import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

export type SqliteDatabase = DatabaseSyncInstance;

export interface OpenSqliteOptions {
  /** How long to wait for another connection that writes. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database file, or makes it.
 * @throws an error with SQLite's own code, e.g. SQLITE_CANTOPEN
 */
export function openSqlite(path: string, { busyTimeoutMs = 0 }: OpenSqliteOptions = {}): SqliteDatabase {
  // whoever opens the library says himself what is enforced; a bare connection enforces nothing
  return coded(() => new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: false }));
}

/** @returns what `work` returns. @throws its error, SQLite's under SQLite's own code instead of one for all of them */
export function coded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Error && 'sqliteCodeName' in thrown)
      throw Object.assign(thrown, { code: thrown.sqliteCodeName });
    throw thrown;
  }
}

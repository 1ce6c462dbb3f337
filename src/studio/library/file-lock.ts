import { openSqlite, type SqliteDatabase } from './sqlite';
import { codeOf } from './storage-errors';

export interface FileLock {
  readonly release: () => void;
}

/**
 * One holder per file. The lock is SQLite's own exclusive file lock on an empty database, which the system takes back when
 * its process dies, however it dies: nothing goes stale, no number of a dead process is ever mistaken for a living one (a
 * container starts every time with the same one), and two starting at once cannot both win.
 * @returns undefined when another process, or this one, holds it
 */
export function lockFile(path: string): FileLock | undefined {
  let database: SqliteDatabase | undefined;
  try {
    database = openSqlite(path);
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database?.close();
    if (codeOf(thrown).startsWith('SQLITE_BUSY')) return undefined;
    throw thrown;
  }
  const open = database;
  let held = true;
  return {
    release: () => {
      if (held) open.close();
      held = false;
    },
  };
}

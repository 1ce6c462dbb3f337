import { truncateSync } from 'node:fs';
import { coded, openSqlite, type SqliteDatabase } from './database/sqlite';
import { touchFile } from './files/regular-file';
import { codeOf } from './files/storage-errors';

export interface FileLock {
  readonly release: () => void;
}

/** Whatever somebody else wrote there. */
const NO_DATABASE = /^SQLITE_(NOTADB|CORRUPT|FORMAT|IOERR_SHORT_READ)/;

/** A connection that nothing refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<SqliteDatabase>();

/**
 * One holder per file. The lock is SQLite's own exclusive file lock on an empty database, which the system takes back when
 * its process dies, however it dies: nothing goes stale, no number of a dead process is ever mistaken for a living one (a
 * container starts every time with the same one), and two starting at once cannot both win.
 * @returns undefined when another process, or this one, holds it
 */
export function lockFile(path: string): FileLock | undefined {
  const open = tryOpen(path);
  if (!open) return undefined;
  held.add(open);
  return {
    release: () => {
      if (held.delete(open)) open.close();
    },
  };
}

function tryOpen(path: string): SqliteDatabase | undefined {
  touchFile(path, 0o600);
  const database = openSqlite(path);
  try {
    // without a journal beside it: a full disk can be asked, too, who has it
    coded(() => database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'));
    return database;
  } catch (thrown) {
    database.close();
    if (codeOf(thrown).startsWith('SQLITE_BUSY')) return undefined;
    if (!NO_DATABASE.test(codeOf(thrown))) throw thrown;
  }
  // the system's lock was free, what lies in the file is of no use to anybody
  truncateSync(path);
  return tryOpen(path);
}

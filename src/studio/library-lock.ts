import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { openSqlite, type SqliteDatabase } from './sqlite';
import { codeOf, storageError } from './storage-errors';

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.output<typeof holderSchema>;

export interface LibraryLock {
  readonly release: () => void;
}

/**
 * One studio per data folder. The lock is SQLite's own exclusive file lock on an empty database, which the system takes
 * back when its process dies, however it dies: nothing goes stale, no number of a dead process is ever mistaken for a
 * living one (a container starts every time with the same one), and two starting at once cannot both win.
 * studio-lock.json beside it only says who holds it.
 * @throws StudioError 'library-locked' naming the holder; 'folder-not-writable', 'disk-full'
 */
export function lockLibrary(home: string): LibraryLock {
  const holderFile = join(home, 'studio-lock.json');
  const database = lockFile(home, holderFile);
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(holderFile, JSON.stringify(holder));
  let held = true;
  return {
    release: () => {
      if (held) database.close();
      held = false;
    },
  };
}

function lockFile(home: string, holderFile: string): SqliteDatabase {
  let database: SqliteDatabase | undefined;
  try {
    database = openSqlite(join(home, 'studio.lock'));
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (thrown) {
    database?.close();
    if (codeOf(thrown).startsWith('SQLITE_BUSY')) throw locked(home, readHolder(holderFile));
    throw storageError(thrown, { folder: home });
  }
}

function locked(home: string, holder: Holder | undefined): StudioError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'a process that did not say which';
  return new StudioError('library-locked', `Another studio uses ${home}: ${who}.`, {
    repair: 'Use that studio, or close it first; COSYVOICE_STUDIO_HOME opens another library.',
    values: { home, ...holder },
  });
}

function readHolder(path: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // the other studio is between taking the lock and writing its name
    return undefined;
  }
}

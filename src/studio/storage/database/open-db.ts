import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { fileMode } from '../files/file-modes';
import { requireFileIfThere, statIfThere, touchFile } from '../files/regular-file';
import { connectDb } from './connect-db';
import type { Db } from './db';
import { connectForLooking } from './look-db';
import { migrate, migrations, requireKnownVersion } from './migrations';
import { isMendable } from './mendable';
import { answersSearch, isSearchSound, mendsBySearch, searchInMemory } from './search-repair';
import { watchDatabase } from './still-there';
import { codeOf, storageError } from '../files/storage-errors';

/** Reading every page of a larger library would be felt at each start. */
const CHECKED_BYTES = 50_000_000;
const isModest = (path: string): boolean => statSync(path).size <= CHECKED_BYTES;

export interface OpenDbOptions {
  /** Refuse every write; a library that is not there yet reads as an empty one. */
  readonly readOnly?: boolean;
  /** The search index was damaged: it is empty now, or, for looking, one in memory stands in for it. */
  readonly onSearchLost?: () => void;
}

/**
 * Opens the library, and brings it up to date unless it is only read.
 * A file that SQLite cannot read is moved aside, never deleted.
 * @throws StudioError 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export function openLibraryDb(path: string, { readOnly = false, onSearchLost }: OpenDbOptions = {}): Db {
  if (readOnly && !statIfThere(path)) return openEmpty();
  try {
    requireDatabaseFiles(path);
    // SQLite makes its files as the umask says, and those beside a database like the database itself
    if (!readOnly) touchFile(path, fileMode(path));
    const db = readOnly ? connectForLooking(path) : connectDb(path);
    if (readOnly) {
      requireCurrent(db, path);
      if (!(isModest(path) ? isSearchSound(db) : answersSearch(db))) {
        searchInMemory(db);
        onSearchLost?.();
      }
      return db;
    }
    // NORMAL loses at most the last commits at a power cut, and nothing at a kill; the file stays sound
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    if (isModest(path)) checkPages(db, onSearchLost);
    migrate(db, path);
    return whileThere(db, path);
  } catch (thrown) {
    throw explain(thrown, path, readOnly);
  }
}

/** @throws StudioError 'not-a-file' where something else lies in place of a database or of what SQLite lays beside it */
export function requireDatabaseFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) requireFileIfThere(path + suffix);
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

function requireCurrent(db: Db, path: string): void {
  const version = db.version();
  requireKnownVersion(version, path);
  if (version < migrations.length) {
    throw new StudioError('library-damaged', { why: 'older', path, version, known: migrations.length });
  }
}

/** Finds torn pages at the start rather than in the middle of someone's work. */
function checkPages(db: Db, onSearchLost?: () => void): void {
  const quickCheck = () => {
    try {
      return db.get(z.object({ quick_check: z.string() }), 'PRAGMA quick_check(1)')?.quick_check;
    } catch (thrown) {
      // what a disk does is no damage; an index that cannot even be opened is
      if (thrown instanceof StudioError) throw thrown;
      return String(thrown);
    }
  };
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
  return new StudioError(
    'library-damaged',
    { why: kept === path ? 'left-there' : 'kept-aside', path, kept },
    thrown,
  );
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

import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import type { StudioFolders } from '../storage/files/folders';
import { statIfThere } from '../storage/files/regular-file';
import { openLibraryDb } from '../storage/database/open-db';
import { findAgain, type FoundAgain } from './find-again';
import { refreshSearch } from '../storage/database/search-repair';
import { Quarantine } from './quarantine';
import { withTemporary } from '../storage/files/temporary-files';

/** @returns whether the database is missing or empty, though voices lie beside it: no library is that new */
export function isLost({ database, voices }: StudioFolders): boolean {
  const there = statIfThere(database);
  if (there && (!there.isFile() || there.size > 0)) return false;
  if (!existsSync(voices)) return false;
  return readdirSync(voices).some((name) => existsSync(join(voices, name, 'prompt.wav')));
}

/** @returns why a lost library cannot be looked at: only whoever may write can bring it back */
export function libraryLost({ database, voices }: StudioFolders): StudioError {
  return new StudioError('library-lost', { path: database, folder: voices });
}

/**
 * Makes a library of what lies in the folders of one whose database is gone. It takes its place whole or not at all, so
 * that a studio killed meanwhile finds it lost again. Call it while holding the library lock.
 */
export async function recoverLost(folders: StudioFolders): Promise<FoundAgain> {
  const { database, home } = folders;
  const setAside = new Quarantine(home);
  // the log of a file that is gone belongs to no other
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(database + suffix)) await setAside.move(database + suffix);
  return withTemporary(database, async (temporary) => {
    // a folder of its own takes what SQLite lays beside a database
    await mkdir(temporary);
    const fresh = join(temporary, 'library.db');
    const found = await fill(fresh, folders);
    await rename(fresh, database);
    return found;
  });
}

async function fill(path: string, folders: StudioFolders): Promise<FoundAgain> {
  const db = openLibraryDb(path);
  try {
    refreshSearch(db);
    const found = await findAgain(db, folders);
    // all of it into the one file that is moved; closing leaves the log until the last statement is collected
    db.exec('PRAGMA journal_mode = DELETE');
    return found;
  } finally {
    db.close();
  }
}

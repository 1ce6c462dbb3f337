import { z } from 'zod';
import type { Db } from './db';
import { isDerivedOld, rebuildDerived } from './search-entries';
import { codeOf } from '../files/storage-errors';

const soundRow = z.object({ integrity_check: z.string() });

/** The search index is derived: damage to it alone never costs a library, it is written anew. */

/** @returns whether the index itself can be read; says nothing about what it holds */
export function isSearchSound(db: Db): boolean {
  try {
    db.readable(z.unknown(), 'SELECT count(name), count(body) FROM search');
    return db.get(soundRow, 'PRAGMA integrity_check(search)')?.integrity_check === 'ok';
  } catch {
    return false;
  }
}

/**
 * Brings what is derived up to date at the start: after a migration, a change of this code, or damage to the index.
 * @returns whether it was for damage
 */
export function refreshSearch(db: Db): boolean {
  let isOld: boolean;
  try {
    isOld = isDerivedOld(db);
  } catch {
    renewSearch(db);
    return true;
  }
  if (isOld) rebuildDerived(db);
  return false;
}

/** Makes an empty index in place of the one that is there, if one is. */
export function emptySearch(db: Db): void {
  db.transaction(() => {
    db.exec('DROP TABLE IF EXISTS search');
    db.exec('CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, id UNINDEXED, name, body)');
  });
}

/** Makes the index anew, whatever state it is in. */
export function renewSearch(db: Db): void {
  db.transaction(() => {
    emptySearch(db);
    rebuildDerived(db);
  });
}

/**
 * @param isSound asks again whether the whole database can be read
 * @returns whether an empty index in place of the present one makes a damaged database sound; else nothing was changed
 */
export function mendsBySearch(db: Db, isSound: () => boolean): boolean {
  try {
    return db.transaction(() => {
      emptySearch(db);
      if (isSound()) return true;
      throw new StillDamaged();
    });
  } catch (thrown) {
    if (thrown instanceof StillDamaged || codeOf(thrown).startsWith('SQLITE_')) return false;
    throw thrown;
  }
}

class StillDamaged extends Error {}

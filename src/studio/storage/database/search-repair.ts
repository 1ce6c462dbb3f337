import { z } from 'zod';
import type { Db } from './db';
import { fillSearch, isDerivedOld, rebuildDerived } from './search-entries';
import { codeOf } from '../files/storage-errors';

/** The search index is derived: damage to it alone never costs a library, it is written anew. */

const INDEX = 'search USING fts5 (kind UNINDEXED, id UNINDEXED, name, body)';
const SEARCH_SQL = `CREATE VIRTUAL TABLE ${INDEX}`;
/** SQLite's own tables behind it, as its version 4 makes them. */
const parts = {
  search_data: '(id INTEGER PRIMARY KEY, block BLOB)',
  search_idx: '(segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID',
  search_content: '(id INTEGER PRIMARY KEY, c0, c1, c2, c3)',
  search_docsize: '(id INTEGER PRIMARY KEY, sz BLOB)',
  search_config: '(k PRIMARY KEY, v) WITHOUT ROWID',
} as const;

const soundRow = z.object({ integrity_check: z.string() });
const madeRow = z.object({ type: z.string(), sql: z.string() });

/** @returns whether the index is the studio's own and can be read; says nothing about what it holds */
export function isSearchSound(db: Db): boolean {
  try {
    if (madeOf(db)?.sql !== SEARCH_SQL) return false;
    db.all(z.unknown(), 'SELECT count(name), count(body) FROM main.search');
    return db.get(soundRow, 'PRAGMA main.integrity_check(search)')?.integrity_check === 'ok';
  } catch {
    return false;
  }
}

/**
 * For a library whose every page would take too long to read: one look at each part of the index, in milliseconds.
 * @returns whether it opens and answers; a damaged page in its depth is found by `isSearchSound`
 */
export function answersSearch(db: Db): boolean {
  try {
    if (madeOf(db)?.sql !== SEARCH_SQL) return false;
    db.all(z.unknown(), "SELECT name, body FROM main.search WHERE search MATCH 'a' LIMIT 1");
    for (const part of Object.keys(parts)) db.all(z.unknown(), `SELECT * FROM main.${part} LIMIT 1`);
    return true;
  } catch {
    return false;
  }
}

const madeOf = (db: Db) => db.get(madeRow, "SELECT type, sql FROM main.sqlite_schema WHERE name = 'search'");

/**
 * Brings what is derived up to date at the start: after a migration, a change of this code, or damage to the index.
 * @returns whether it was for damage
 */
export function refreshSearch(db: Db): boolean {
  let isOld: boolean;
  try {
    if (!answersSearch(db)) throw new StillDamaged();
    isOld = isDerivedOld(db);
  } catch {
    renewSearch(db);
    return true;
  }
  if (isOld) rebuildDerived(db);
  return false;
}

/** Makes an empty index in place of whatever is there. */
export function emptySearch(db: Db): void {
  db.transaction(() => {
    db.unguarded(() => clearPlace(db));
    db.exec(SEARCH_SQL);
  });
}

/** SQLite drops an index only with all its parts, so those that are gone are made first. */
function clearPlace(db: Db): void {
  const made = madeOf(db);
  if (made?.type === 'view') db.exec('DROP VIEW search');
  else if (made && !made.sql.startsWith('CREATE VIRTUAL'))
    db.exec(`ALTER TABLE search RENAME TO ${freeName(db)}`);
  for (const part of Object.keys(parts)) db.exec(`DROP TABLE IF EXISTS ${part}`);
  if (!made?.sql.startsWith('CREATE VIRTUAL')) return;
  for (const [part, columns] of Object.entries(parts)) db.exec(`CREATE TABLE ${part} ${columns}`);
  db.exec("INSERT INTO search_config VALUES ('version', 4); DROP TABLE search");
}

/** A table of somebody else's keeps what it holds; verifying names it. */
function freeName(db: Db): string {
  const isTaken = (name: string) =>
    db.get(z.unknown(), 'SELECT 1 FROM main.sqlite_schema WHERE name = ?', name) !== undefined;
  for (let number = 1; ; number++) if (!isTaken(`not_search_${number}`)) return `not_search_${number}`;
}

/** Makes the index anew, whatever state it is in. */
export function renewSearch(db: Db): void {
  db.transaction(() => {
    emptySearch(db);
    rebuildDerived(db);
  });
}

/** For whoever only looks: an index in memory, which goes before the one that is damaged. */
export function searchInMemory(db: Db): void {
  db.exec(`PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY; CREATE VIRTUAL TABLE temp.${INDEX}`);
  fillSearch(db);
  db.exec('PRAGMA query_only = ON');
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

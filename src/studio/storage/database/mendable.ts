import { judge, rowsOf } from './cells';
import type { Db } from './db';
import { emptySearch } from './search-repair';
import { eachTable } from './stored-tables';
import { codeOf } from '../files/storage-errors';

/**
 * Whether a database that SQLite finds fault with is damaged in its values alone: those are told and mended by verifying,
 * and no reason to put the whole library aside. Found by trying; nothing stays changed.
 */
export function isMendable(db: Db, isSound: () => boolean): boolean {
  const trial: { sound: boolean } = { sound: false };
  try {
    db.transaction(() => {
      db.exec('PRAGMA defer_foreign_keys = ON');
      emptySearch(db);
      for (const [table, columns] of eachTable)
        for (const { rowid, cells } of rowsOf(db, table, columns)) {
          const isFine = [...cells].every(([column, cell]) => {
            const schema = columns[column];
            return !schema || ['fine', 'text'].includes(judge(schema, cell, () => null).kind);
          });
          // what a mended row would hold is sound by itself; for a trial the row may as well be gone
          if (!isFine) db.run(`DELETE FROM ${table} WHERE rowid = ?`, rowid);
        }
      db.exec('REINDEX');
      trial.sound = isSound();
      throw new Tried();
    });
  } catch (thrown) {
    if (!(thrown instanceof Tried) && !codeOf(thrown).startsWith('SQLITE_')) throw thrown;
  }
  return trial.sound;
}

class Tried extends Error {}

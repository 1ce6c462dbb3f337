import { z } from 'zod';
import { StudioError } from '#contract/errors';
import type { Db } from '../storage/database/db';
import { quoted } from '../storage/database/schema';
import type { CheckContext, Discrepancy } from './check';

const integrityRow = z.object({ integrity_check: z.string() });
const brokenRow = z.object({ table: z.string(), rowid: z.number().nullable(), parent: z.string() });

/** The database by itself: its pages, and rows that point to rows which are not there. */
export async function* checkDatabase({ db, quarantine }: CheckContext): AsyncGenerator<Discrepancy> {
  for (const found of faultsOf(db))
    yield { code: 'database-damaged', severity: 'problem', values: { found } };
  for (const { table, rowid, parent } of db.all(brokenRow, 'PRAGMA foreign_key_check')) {
    yield {
      code: 'row-points-nowhere',
      severity: 'problem',
      values: { table, parent, row: rowid ?? 0 },
      ...(rowid === null
        ? {}
        : {
            repair: async () => {
              const where = `FROM ${quoted(table)} WHERE rowid = ?`;
              await quarantine.keepRow(table, db.get(z.unknown(), `SELECT * ${where}`, rowid));
              db.run(`DELETE ${where}`, rowid);
            },
          }),
    };
  }
}

/** Where a table cannot even be opened SQLite refuses to look, and says why. */
function faultsOf(db: Db): string[] {
  try {
    const rows = db.all(integrityRow, 'PRAGMA integrity_check(20)');
    return rows.map((row) => row.integrity_check).filter((found) => found !== 'ok');
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    return [String(thrown)];
  }
}

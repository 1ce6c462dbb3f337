import { z } from 'zod';
import type { CheckContext, Discrepancy } from './check';

const integrityRow = z.object({ integrity_check: z.string() });
const brokenRow = z.object({ table: z.string(), rowid: z.number().nullable(), parent: z.string() });

/** Names that SQLite itself gave us, quoted for a statement. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The database by itself: its pages, and rows that point to rows which are not there. */
export async function* checkDatabase({ db, quarantine }: CheckContext): AsyncGenerator<Discrepancy> {
  for (const { integrity_check: found } of db.all(integrityRow, 'PRAGMA integrity_check(20)')) {
    if (found === 'ok') continue;
    yield {
      code: 'database-damaged',
      severity: 'problem',
      values: { found },
    };
  }
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

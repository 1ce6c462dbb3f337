import { dropEntry, schemaDifferences, type SchemaDifference } from '../storage/database/schema';
import type { CheckContext, Discrepancy } from './check';

/**
 * The database has what the studio made in it, and nothing else. What holds no rows of its own can go, its text kept; a
 * table is left to a person.
 */
export async function* checkSchema(context: CheckContext): AsyncGenerator<Discrepancy> {
  for (const difference of schemaDifferences(context.db)) yield discrepancyOf(context, difference);
}

function discrepancyOf({ db, quarantine }: CheckContext, { ours, found }: SchemaDifference): Discrepancy {
  const { type: kind = '', name = '' } = found ?? ours ?? {};
  const holdsRows = found?.type === 'table' || ours?.type === 'table';
  return {
    code: ours ? 'schema-changed' : 'schema-foreign',
    severity: holdsRows && !ours ? 'note' : 'problem',
    values: { kind, name },
    ...(holdsRows
      ? {}
      : {
          repair: async () => {
            if (found) {
              await quarantine.keepRow('sqlite_schema', found);
              dropEntry(db, found);
            }
            if (ours) db.exec(ours.sql);
          },
        }),
  };
}

import { z } from 'zod';
import type { CheckContext, Discrepancy } from './check';
import { derivedEntries, rebuildDerived } from './search-entries';
import { indexedWords, rowOf } from './search-index';

const indexRow = z.object({ row: z.number(), name: z.string(), body: z.string() });

/** What can be found by its words is what the rows say, no more and no less. */
export async function* checkSearch({ db }: CheckContext): AsyncGenerator<Discrepancy> {
  const left = new Map<number, string>();
  // row 0 holds the version of the index
  for (const { row, name, body } of db.all(
    indexRow,
    'SELECT rowid AS row, name, body FROM search WHERE rowid > 0',
  ))
    left.set(row, `${name}\n${body}`);
  let wrong = 0;
  for (const entry of derivedEntries(db)) {
    const row = rowOf(entry);
    const { name, body } = indexedWords(entry);
    if (left.get(row) !== `${name}\n${body}`) wrong++;
    left.delete(row);
  }
  wrong += left.size;
  if (wrong > 0)
    yield {
      code: 'search-outdated',
      severity: 'problem',
      message: `Search does not know what the library says: ${wrong} entries differ.`,
      values: { count: wrong },
      repair: { words: 'Writes the index anew.', work: async () => rebuildDerived(db) },
    };
}

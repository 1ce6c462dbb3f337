import { z } from 'zod';
import type { CheckContext, Discrepancy } from './check';
import type { Db } from '../storage/database/db';
import { derivedEntries, rebuildDerived } from '../storage/database/search-entries';
import { isSearchSound, renewSearch } from '../storage/database/search-repair';
import { indexedWords, rowOf, SearchIndex } from '../storage/database/search-index';

const indexRow = z.object({ row: z.number(), name: z.string(), body: z.string() });

/** What can be found by its words is what the rows say, no more and no less. */
export async function* checkSearch({ db }: CheckContext): AsyncGenerator<Discrepancy> {
  const wrong = wrongEntries(db);
  if (wrong === undefined)
    yield {
      code: 'search-damaged',
      severity: 'problem',
      values: {},
      repair: async () => renewSearch(db),
    };
  else if (wrong > 0)
    yield {
      code: 'search-outdated',
      severity: 'problem',
      values: { count: wrong },
      repair: async () => rebuildDerived(db),
    };
}

/** @returns how many entries differ from what the rows say; undefined when the index cannot be read */
function wrongEntries(db: Db): number | undefined {
  if (!isSearchSound(db)) return undefined;
  const left = new Map<number, string>();
  // row 0 holds the version of the index
  for (const { row, name, body } of db.readable(
    indexRow,
    'SELECT rowid AS row, name, body FROM main.search WHERE rowid > 0',
  ))
    left.set(row, `${name}\n${body}`);
  // what was put off is written before anybody searches it
  const behind = new Set(new SearchIndex(db).behind('project'));
  let wrong = 0;
  for (const entry of derivedEntries(db)) {
    const row = rowOf(entry);
    const { name, body } = indexedWords(entry);
    if (left.get(row) !== `${name}\n${body}` && !behind.has(entry.id)) wrong++;
    left.delete(row);
  }
  return wrong + left.size;
}

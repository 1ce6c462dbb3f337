import type { Take } from '#contract/domain';
import { lineRows, type LineRow } from './fold-lines';

/** The list as it is read, from the top. */
export interface ListRows {
  /** What is made now, oldest first: in sight wherever the list is. */
  readonly running: readonly LineRow[];
  /** The newest first; takes that were asked for together stand together, in their order. */
  readonly rest: readonly LineRow[];
}

/** @param takes newest first */
export function listRows(takes: readonly Take[], folds: boolean): ListRows {
  const rows = lineRows(takes, folds);
  const runs = ({ take }: LineRow) => take.state === 'running';
  return { running: rows.filter(runs).toReversed(), rest: inBatches(rows.filter((row) => !runs(row))) };
}

/** Each batch stands where its newest take would. */
function inBatches(rows: readonly LineRow[]): readonly LineRow[] {
  const batches = new Map<string, LineRow[]>();
  for (const row of rows) {
    const key = row.take.batch?.id ?? row.take.id;
    const batch = batches.get(key);
    if (batch) batch.push(row);
    else batches.set(key, [row]);
  }
  const place = ({ take }: LineRow) => take.batch?.place ?? 0;
  return [...batches.values()].flatMap((batch) => batch.sort((a, b) => place(a) - place(b)));
}

import { z } from 'zod';
import { judge, rowsOf, type StoredRow } from '../storage/database/cells';
import type { CheckContext, Discrepancy } from './check';
import type { Db, SqlValue } from '../storage/database/db';
import { foldName } from '#contract/names';
import { freeName } from '../storage/files/names';
import { eachTable, type StoredColumns } from '../storage/database/stored-tables';

const valueRow = z.object({ value: z.union([z.string(), z.number(), z.null()]).catch(null) });

/**
 * Every value can be read, judged by the very columns that the stores read by. What cannot be is shown with something in
 * its place; repairing writes that down, so that every part of the studio reads the same.
 */
export async function* checkCells(context: CheckContext): AsyncGenerator<Discrepancy> {
  for (const [table, columns] of eachTable)
    for (const row of rowsOf(context.db, table, columns)) yield* checkRow(context, table, columns, row);
}

function* checkRow(
  { db, quarantine }: CheckContext,
  table: string,
  columns: StoredColumns,
  { rowid, cells }: StoredRow,
): Generator<Discrepancy> {
  const better = (sql: string): SqlValue =>
    db.get(valueRow, `SELECT ${sql} AS value FROM ${table} WHERE rowid = ?`, rowid)?.value ?? null;
  const judged = [...cells].flatMap(([column, cell]) => {
    const schema = columns[column];
    const judgement = schema && judge(schema, cell, better);
    return judgement && judgement.kind !== 'fine' ? [{ column, judgement, was: cell.value }] : [];
  });
  const lost = judged.find(({ judgement }) => judgement.kind === 'row');
  const keep = () =>
    quarantine.keepRow(table, Object.fromEntries([...cells].map(([name, { value }]) => [name, value])));
  if (lost) {
    yield {
      code: 'row-unreadable',
      severity: 'problem',
      values: { table, column: lost.column, row: rowid },
      repair: async () => {
        await keep();
        db.run(`DELETE FROM ${table} WHERE rowid = ?`, rowid);
      },
    };
    return;
  }
  // SQLite refuses a row as long as any value of it has the wrong type: all are written at once
  let written = false;
  const mend = async () => {
    if (written) return;
    if (judged.some(({ judgement }) => judgement.kind === 'value')) await keep();
    const change = new Map<string, SqlValue>();
    for (const { column, judgement } of judged)
      if (judgement.kind === 'text' || judgement.kind === 'value') change.set(column, judgement.value);
    write(db, table, rowid, change);
    written = true;
  };
  for (const { column, judgement, was } of judged) {
    const isText = judgement.kind === 'text';
    yield {
      code: isText ? 'text-damaged' : 'value-unreadable',
      severity: 'problem',
      values: { table, column, row: rowid, text: shown(was) },
      repair: mend,
    };
  }
}

const NAMES = ['name', 'name_key', 'deleted_at'];

function write(db: Db, table: string, rowid: string, change: ReadonlyMap<string, SqlValue>): void {
  const isNamed = (table === 'voices' || table === 'projects') && NAMES.some((column) => change.has(column));
  const whole = {
    ...Object.fromEntries(change),
    ...(isNamed ? freeNames(db, table, rowid, change.get('name')) : {}),
  };
  const assignments = Object.keys(whole).map((each) => `${each} = ?`);
  db.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE rowid = ?`, ...Object.values(whole), rowid);
}

/** The folded name follows the name; two names that became one are told apart by a number. */
function freeNames(
  db: Db,
  table: string,
  rowid: string,
  changed: SqlValue | undefined,
): Record<string, string> {
  const kept = db.readable(
    z.object({ name: z.string() }),
    `SELECT name FROM ${table} WHERE rowid = ?`,
    rowid,
  );
  const name = typeof changed === 'string' ? changed : (kept[0]?.name ?? '?');
  const taken = `SELECT 1 AS taken FROM ${table} WHERE name_key = ? AND deleted_at IS NULL AND rowid <> ?`;
  const free = freeName(name, (each) => db.get(z.unknown(), taken, foldName(each), rowid) !== undefined);
  return { name: free, name_key: foldName(free) };
}

/** A value may be a megabyte; a line shows its beginning. */
function shown(value: SqlValue): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

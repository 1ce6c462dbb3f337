import { z } from 'zod';
import { travels } from '../storage/database/settings';
import { judge, rowsOf, type StoredRow } from '../storage/database/cells';
import type { Db, SqlValue } from '../storage/database/db';
import { insertCells } from '../storage/database/members';
import { eachTable, type StoredColumns, type StoredTable } from '../storage/database/stored-tables';

/**
 * Takes a library over that somebody else wrote: known columns of known tables, value by value, into `fresh`, which our own
 * migrations made. Triggers, views, other tables and columns stay behind, and so does every path.
 * @returns how many rows and values were left out or replaced
 */
export function takeOver(from: Db, fresh: Db): number {
  let leftOut = 0;
  fresh.transaction(() => {
    for (const [table, columns] of eachTable) {
      if (table.startsWith('unfinished') || !isPlainTable(from, table)) continue;
      const known = columnsOf(fresh, table, columns);
      for (const row of rowsOf(from, table, known)) {
        const { values, replaced } = readRow(known, row);
        leftOut += replaced;
        if (!values) leftOut++;
        // what a studio keeps for itself, and its folders, are made anew: nobody misses them
        else if (isOurs(table, values)) insert(fresh, table, dropPaths(table, values));
      }
    }
    leftOut += dropDangling(fresh);
  });
  return leftOut;
}

function isPlainTable(db: Db, table: string): boolean {
  const sql = "SELECT 1 AS there FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0";
  return db.get(z.unknown(), sql, table) !== undefined;
}

function columnsOf(db: Db, table: string, columns: StoredColumns): StoredColumns {
  const rows = db.all(z.object({ name: z.string() }), 'SELECT name FROM pragma_table_info(?)', table);
  const there = new Set(rows.map(({ name }) => name));
  return Object.fromEntries(Object.entries(columns).filter(([name]) => there.has(name)));
}

/** @returns no values when the row says nothing without one that cannot be read */
function readRow(
  columns: StoredColumns,
  { cells }: StoredRow,
): { readonly values?: Map<string, SqlValue>; readonly replaced: number } {
  const values = new Map<string, SqlValue>();
  let replaced = 0;
  for (const [name, column] of Object.entries(columns)) {
    const cell = cells.get(name);
    if (!cell) continue;
    const judgement = judge(column, cell, () => null);
    if (judgement.kind === 'row') return { replaced: 0 };
    if (judgement.kind !== 'fine') replaced++;
    values.set(name, judgement.kind === 'fine' ? cell.value : judgement.value);
  }
  return { values, replaced };
}

/** Of the settings those that hold on any computer: others are its folders and its own doors. */
function isOurs(table: StoredTable, values: ReadonlyMap<string, SqlValue>): boolean {
  return table !== 'settings' || travels(String(values.get('key')));
}

/** Where a library elsewhere kept its files is no place of ours. */
function dropPaths(table: StoredTable, values: Map<string, SqlValue>): Map<string, SqlValue> {
  if (table === 'projects' || table === 'takes') values.set('folder', null);
  return values;
}

function insert(db: Db, table: StoredTable, values: ReadonlyMap<string, SqlValue>): void {
  // a library that is new already has its inbox
  insertCells(db, table, Object.fromEntries(values), 'OR REPLACE');
}

function dropDangling(db: Db): number {
  const row = z.object({ table: z.string(), rowid: z.number() });
  const dangling = db.readable(row, 'PRAGMA foreign_key_check');
  for (const { table, rowid } of dangling) db.run(`DELETE FROM ${table} WHERE rowid = ?`, rowid);
  return dangling.length;
}

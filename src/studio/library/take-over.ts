import { z } from 'zod';
import { fateOf } from '../storage/database/travelling-settings';
import { judge, rowsOf, type StoredRow } from '../storage/database/cells';
import type { Db, SqlValue } from '../storage/database/db';
import { insertCells } from '../storage/database/members';
import { entriesOf } from '../storage/database/schema';
import {
  eachTable,
  settingColumns,
  type StoredColumns,
  type StoredTable,
} from '../storage/database/stored-tables';
import type { LeftOutTally } from './left-out';

const settingRow = z.object(settingColumns);

export interface TakeOverParts {
  /** Folder that the sound of its takes comes into. */
  readonly outputs: string;
  /** Settings of this computer that no backup replaces. */
  readonly own: ReadonlyMap<string, unknown>;
  readonly leftOut: LeftOutTally;
}

/**
 * Takes a library over that somebody else wrote: known columns of known tables, value by value, into `fresh`, which our own
 * migrations made. Triggers, views, other tables and columns stay behind, and so does every path: a take keeps only that it
 * has a place, which is `outputs`.
 */
export function takeOver(from: Db, fresh: Db, { outputs, own, leftOut }: TakeOverParts): void {
  const folders = new Set<string>();
  fresh.transaction(() => {
    tellForeign(from, fresh, leftOut);
    for (const [table, columns] of eachTable) {
      if (!isPlainTable(from, table)) continue;
      const known = columnsOf(fresh, table, columns);
      for (const row of rowsOf(from, table, known)) {
        const values = readRow(table, known, row, leftOut);
        // what a studio notes of files in the making is about its own
        if (!values || table.startsWith('unfinished')) leftOut.add('row', table);
        else if (table !== 'settings') insert(fresh, table, rooted(table, values, outputs, folders));
        else takeSetting(fresh, values, folders, { outputs, own, leftOut });
      }
    }
    dropDangling(fresh, leftOut);
  });
  folders.delete(outputs);
  for (const [key, value] of own)
    insert(
      fresh,
      'settings',
      new Map([
        ['key', key],
        ['value', JSON.stringify(value)],
      ]),
    );
  for (const folder of folders) leftOut.add('folder', folder);
}

/** What has a name in this database, and none in one of its version that the studio made. */
function tellForeign(from: Db, fresh: Db, leftOut: LeftOutTally): void {
  const ours = new Set(entriesOf(fresh).map(({ type, name }) => `${type} ${name}`));
  for (const { type, name } of entriesOf(from)) if (!ours.has(`${type} ${name}`)) leftOut.add(type, name);
  for (const [table] of eachTable) {
    const known = new Set(namesOfColumns(fresh, table));
    if (isPlainTable(from, table))
      for (const name of namesOfColumns(from, table))
        if (!known.has(name)) leftOut.add('column', `${table}.${name}`);
  }
}

function isPlainTable(db: Db, table: string): boolean {
  const sql = "SELECT 1 AS there FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0";
  return db.get(z.unknown(), sql, table) !== undefined;
}

function namesOfColumns(db: Db, table: string): string[] {
  const row = z.object({ name: z.string() });
  return db.readable(row, 'SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name);
}

function columnsOf(db: Db, table: string, columns: StoredColumns): StoredColumns {
  const there = new Set(namesOfColumns(db, table));
  return Object.fromEntries(Object.entries(columns).filter(([name]) => there.has(name)));
}

/** @returns nothing when the row says nothing without a value that cannot be read */
function readRow(
  table: StoredTable,
  columns: StoredColumns,
  { cells }: StoredRow,
  leftOut: LeftOutTally,
): Map<string, SqlValue> | undefined {
  const values = new Map<string, SqlValue>();
  const replaced: string[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const cell = cells.get(name);
    if (!cell) continue;
    const judgement = judge(column, cell, () => null);
    if (judgement.kind === 'row') return undefined;
    if (judgement.kind !== 'fine') replaced.push(name);
    values.set(name, judgement.kind === 'fine' ? cell.value : judgement.value);
  }
  for (const name of replaced) leftOut.add('value', `${table}.${name}`);
  return values;
}

/** Where a library elsewhere kept its files is no place of ours. */
function rooted(
  table: StoredTable,
  values: Map<string, SqlValue>,
  outputs: string,
  folders: Set<string>,
): Map<string, SqlValue> {
  if (table !== 'projects' && table !== 'takes') return values;
  const folder = values.get('folder');
  if (typeof folder !== 'string') return values;
  folders.add(folder);
  return values.set('folder', table === 'takes' ? outputs : null);
}

function takeSetting(
  fresh: Db,
  values: ReadonlyMap<string, SqlValue>,
  folders: Set<string>,
  { own, leftOut }: TakeOverParts,
): void {
  const { key, value } = settingRow.parse(Object.fromEntries(values));
  const fate = fateOf(key, value, own);
  if (fate === 'comes') insert(fresh, 'settings', values);
  else if (fate === 'folder') folders.add(String(value));
  else if (fate === 'unreadable') leftOut.add('value', `settings.${key}`);
  else if (fate === 'stays') leftOut.add('setting', key);
}

function insert(db: Db, table: StoredTable, values: ReadonlyMap<string, SqlValue>): void {
  // a library that is new already has its inbox
  insertCells(db, table, Object.fromEntries(values), 'OR REPLACE');
}

function dropDangling(db: Db, leftOut: LeftOutTally): void {
  const row = z.object({ table: z.string(), rowid: z.number() });
  for (const { table, rowid } of db.readable(row, 'PRAGMA foreign_key_check')) {
    db.run(`DELETE FROM ${table} WHERE rowid = ?`, rowid);
    leftOut.add('row', table);
  }
}

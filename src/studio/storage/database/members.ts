import type { Db, SqlValue } from './db';
import { storedTables, type StoredTable } from './stored-tables';

/**
 * Rows under the contract's names: the column `created_at` is the member `createdAt`. What a table holds is said in
 * `storedTables` alone; reading, inserting and updating follow from it.
 */

type MemberName<Column> = Column extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<MemberName<Tail> & string>}`
  : Column;

/** A row, each column as a member. */
type Members<Row> = { [Column in keyof Row as MemberName<Column> & string]: Row[Column] };

/** What is written of a row; members that are no columns are left out. */
type Written<Table extends StoredTable> = Readonly<
  Partial<Record<MemberName<keyof (typeof storedTables)[Table]> & string, unknown>>
>;

export type Cells = Readonly<Record<string, SqlValue>>;

/** @returns a parsed row under the names of the contract */
export function membersOf<Row extends object>(row: Row): Members<Row> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [memberName(column), value as unknown]),
  ) as Members<Row>;
}

/** @returns these columns as SQLite keeps them; a member that is not there is NULL */
export function cellsOf(columns: readonly string[], whole: object): Cells {
  const members = whole as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map((column) => [column, cellOf(members[memberName(column)])]));
}

/** Writes the columns that `whole` has a member for. */
export function insertRow<Table extends StoredTable>(db: Db, table: Table, whole: Written<Table>): void {
  insertCells(db, table, cellsOf(columnsIn(table, whole), whole));
}

/** Instead of the row with the same key, if there is one. */
export function replaceRow<Table extends StoredTable>(db: Db, table: Table, whole: Written<Table>): void {
  insertCells(db, table, cellsOf(columnsIn(table, whole), whole), 'OR REPLACE');
}

export function insertCells(
  db: Db,
  table: StoredTable,
  cells: Cells,
  otherwise: 'OR REPLACE' | '' = '',
): void {
  const places = Object.keys(cells).map(() => '?');
  const sql = `INSERT ${otherwise} INTO ${table} (${Object.keys(cells).join(', ')}) VALUES (${places.join(', ')})`;
  db.run(sql, ...Object.values(cells));
}

/** Writes the columns that `whole` has a member for; an undefined one is NULL. */
export function updateRow<Table extends StoredTable>(
  db: Db,
  table: Table,
  id: string,
  whole: Written<Table>,
): void {
  updateCells(db, table, id, cellsOf(columnsIn(table, whole), whole));
}

export function updateCells(db: Db, table: StoredTable, id: string, cells: Cells): void {
  const assignments = Object.keys(cells).map((column) => `${column} = ?`);
  if (assignments.length > 0)
    db.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ?`, ...Object.values(cells), id);
}

const columnsIn = (table: StoredTable, whole: object): string[] =>
  Object.keys(storedTables[table]).filter((column) => memberName(column) in whole);

/** A library has some hundred columns, and thousands of rows are read at once. */
const memberNames = new Map<string, string>();

function memberName(column: string): string {
  let name = memberNames.get(column);
  if (name === undefined) {
    name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    memberNames.set(column, name);
  }
  return name;
}

function cellOf(value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

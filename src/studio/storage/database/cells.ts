import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { Db, SqlValue } from './db';
import { mendOf, strictly } from './rows';
import type { StoredColumns } from './stored-tables';

/** One value of a row, as it lies in the database. */
interface Cell {
  /** As reading gives it: a text that is none comes with replacement signs. */
  readonly value: SqlValue;
  /** Nothing had to be replaced. */
  readonly isWhole: boolean;
}

export interface StoredRow {
  /** In decimal: a damaged one may be beyond what a number counts exactly. */
  readonly rowid: string;
  readonly cells: ReadonlyMap<string, Cell>;
}

const PAGE = 200;
const FIRST_ROW = '-9223372036854775808';

/** Every row of a table, page by page, with the bytes of its texts judged. Columns that are not there are NULL. */
export function* rowsOf(db: Db, table: string, columns: StoredColumns): Generator<StoredRow> {
  const there = new Set(
    db
      .readable(z.object({ name: z.string() }), 'SELECT name FROM pragma_table_info(?)', table)
      .map(({ name }) => name),
  );
  const names = Object.keys(columns).filter((name) => there.has(name));
  // a text as its bytes, and beside it what it is: else it could not be told from a blob
  const selected = names.map(
    (name, at) =>
      `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END AS c${at}, typeof(${name}) AS t${at}`,
  );
  const sql = `SELECT CAST(rowid AS TEXT) AS row, ${selected.join(', ')} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`;
  for (let after = FIRST_ROW; ;) {
    const page = db.all(z.looseObject({ row: z.string() }), sql, after);
    for (const row of page) {
      after = row.row;
      const cells = names.map((name, at) => [name, cellOf(row[`c${at}`], row[`t${at}`])] as const);
      yield { rowid: row.row, cells: new Map(cells) };
    }
    if (page.length < PAGE) return;
  }
}

const decoder = new TextDecoder();

function cellOf(value: unknown, type: unknown): Cell {
  if (typeof value === 'number') return { value, isWhole: true };
  // no column of ours holds bytes that are no text
  if (!(value instanceof Uint8Array) || type !== 'text') return { value: null, isWhole: value === null };
  const isWhole = isUtf8(value) && !value.includes(0);
  return { value: decoder.decode(value).replaceAll('\0', '\uFFFD'), isWhole };
}

/** What is to be done about one value. */
export type Judgement =
  | { readonly kind: 'fine' }
  /** The text stays, with replacement signs for bytes that are none. */
  | { readonly kind: 'text'; readonly value: SqlValue }
  /** Another value stands for it. */
  | { readonly kind: 'value'; readonly value: SqlValue }
  /** Without it the row says nothing. */
  | { readonly kind: 'row' };

/** @param better asks the library for a value, by SQL that the column knows */
export function judge(
  column: z.ZodType,
  { value, isWhole }: Cell,
  better: (sql: string) => SqlValue,
): Judgement {
  const fits = (candidate: SqlValue) => strictly(column).safeParse(candidate).success;
  if (fits(value)) {
    if (isWhole) return { kind: 'fine' };
    // bytes that are no text are not kept where nothing may stand in their place
    return typeof value === 'string' ? { kind: 'text', value } : { kind: 'value', value };
  }
  const { stored: fallback, sql } = mendOf(column);
  const known = sql === undefined ? null : better(sql);
  if (known !== null && fits(known)) return { kind: 'value', value: known };
  return fallback === undefined ? { kind: 'row' } : { kind: 'value', value: fallback };
}

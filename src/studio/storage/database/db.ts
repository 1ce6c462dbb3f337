import type { z } from 'zod';

export type SqlValue = string | number | null;

/** The whole of SQLite that the studio uses; any binding can stand behind it. */
export interface Db {
  /** @returns the rows, each parsed by `row` */
  all<Row extends z.ZodType>(row: Row, sql: string, ...values: readonly SqlValue[]): z.output<Row>[];
  /** As `all`, without the rows that `row` refuses: one bad row never hides the others. Verifying tells of it. */
  readable<Row extends z.ZodType>(row: Row, sql: string, ...values: readonly SqlValue[]): z.output<Row>[];
  /** @returns the first row, if any */
  get<Row extends z.ZodType>(
    row: Row,
    sql: string,
    ...values: readonly SqlValue[]
  ): z.output<Row> | undefined;
  /** @returns how many rows changed */
  run(sql: string, ...values: readonly SqlValue[]): number;
  exec(sql: string): void;
  /** Lets `work` change the tables that SQLite keeps for itself behind a virtual one. */
  unguarded<T>(work: () => T): T;
  /** Everything in `work` or nothing of it; one inside another is part of the outer one. */
  transaction<T>(work: () => T): T;
  version(): number;
  close(): void;
}

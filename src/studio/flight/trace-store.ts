import { z } from 'zod';
import type { Trace } from '#contract/trace';
import type { Db } from '../storage/database/db';
import { traceColumns } from '../storage/database/stored-tables';

/** A trace has some 20 kB; of older takes the lanes remain, with their times. */
const KEPT_TRACES = 1000;

const traceRow = z.object({ trace: traceColumns.trace });

/** The traces of the newest takes, one row a take. */
export class TraceStore {
  constructor(
    private readonly db: Db,
    private readonly kept = KEPT_TRACES,
  ) {}

  save(trace: Trace): void {
    this.db.transaction(() => {
      this.db.run(
        `INSERT INTO take_traces (take_id, started_at, trace) VALUES (?, ?, ?)
         ON CONFLICT (take_id) DO UPDATE SET started_at = excluded.started_at, trace = excluded.trace`,
        trace.takeId,
        trace.startedAt,
        JSON.stringify(trace),
      );
      this.db.run(
        `DELETE FROM take_traces WHERE take_id IN (
           SELECT take_id FROM take_traces ORDER BY started_at DESC LIMIT -1 OFFSET ${this.kept})`,
      );
    });
  }

  get(takeId: string): Trace | undefined {
    return this.db.readable(traceRow, 'SELECT trace FROM take_traces WHERE take_id = ?', takeId)[0]?.trace;
  }
}

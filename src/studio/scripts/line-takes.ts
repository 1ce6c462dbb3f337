import { z } from 'zod';
import { isOver, takeSchema } from '#contract/domain';
import type { Db } from '../storage/database/db';
import { json } from '../storage/database/rows';
import { takeColumns } from '../storage/database/stored-tables';
import type { SpokenAs } from './line-request';

const stateRow = z.object({
  id: takeColumns.id,
  line_id: z.string(),
  state: takeSchema.shape.state.catch('failed'),
  has_sound: z.number(),
});

export interface LineTake {
  readonly id: string;
  readonly state: z.output<typeof takeSchema>['state'];
}

/** The takes of a line, as far as its state needs them. */
export interface TakesOfLine {
  readonly count: number;
  /** The chosen one, else the newest that is done; absent: none is. */
  readonly counting?: LineTake;
  /** The newest of all. */
  readonly newest?: LineTake;
  /** One that waits or is being made. */
  readonly live?: LineTake;
}

/** What was made of a line. */
export interface SpokenTake {
  readonly audioSec?: number;
  readonly recipe: SpokenAs;
}

const spokenRow = z.object({
  id: z.string(),
  audio_sec: takeColumns.audio_sec,
  recipe: json(
    z.object({
      ...{ text: z.string(), voiceId: z.string(), promptSha256: z.string(), instruction: z.string() },
      ...{ speed: z.number(), seed: z.number(), engine: z.string() },
      language: z.string().optional(),
      lexicon: z.array(z.object({ word: z.string(), reading: z.string() }).loose()).optional(),
    }),
  ).transform((recipe) => recipe as SpokenAs),
});

/** What was spoken of the lines of a script; thousands of lines take a few milliseconds. */
export class LineTakes {
  constructor(private readonly db: Db) {}

  /** @param chosen from line to the take that a person chose */
  of(
    projectId: string,
    chosen: ReadonlyMap<string, string>,
    lineIds?: readonly string[],
  ): Map<string, TakesOfLine> {
    const some = lineIds
      ? 'IN (SELECT value FROM json_each(?1))'
      : 'IN (SELECT id FROM script_lines WHERE project_id = ?1)';
    const rows = this.db.readable(
      stateRow,
      `SELECT id, line_id, state, file IS NOT NULL AND cleared_at IS NULL AS has_sound FROM takes
       WHERE line_id ${some} AND deleted_at IS NULL ORDER BY number`,
      lineIds ? JSON.stringify(lineIds) : projectId,
    );
    const found = new Map<string, TakesOfLine>();
    for (const { id, line_id, state, has_sound } of rows) {
      const before = found.get(line_id);
      const take = { id, state };
      const isDone = state === 'done' && has_sound !== 0;
      const isKept = before?.counting !== undefined && before.counting.id === chosen.get(line_id);
      found.set(line_id, {
        ...before,
        ...{ count: (before?.count ?? 0) + 1, newest: take },
        ...(isDone && !isKept ? { counting: take } : {}),
        ...(isOver(take) ? {} : { live: take }),
      });
    }
    return found;
  }

  /** @returns takes of a script that wait or are made, the last of the queue first: none moves up while they are cancelled */
  live(projectId: string): string[] {
    const sql = `SELECT id FROM takes WHERE line_id IN (SELECT id FROM script_lines WHERE project_id = ?)
      AND state IN ('queued', 'running') AND deleted_at IS NULL ORDER BY number DESC`;
    return this.db.readable(z.object({ id: takeColumns.id }), sql, projectId).map(({ id }) => id);
  }

  /** @returns how takes were spoken, by their ids; those that cannot be read are left out */
  spoken(takeIds: readonly string[]): Map<string, SpokenTake> {
    const rows = this.db.readable(
      spokenRow,
      'SELECT id, audio_sec, recipe FROM takes WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(takeIds),
    );
    return new Map(
      rows.map(({ id, audio_sec, recipe }) => [
        id,
        { recipe, ...(audio_sec === undefined ? {} : { audioSec: audio_sec }) },
      ]),
    );
  }
}

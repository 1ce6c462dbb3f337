import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  castMemberSchema,
  pausesSchema,
  type CastMember,
  type newLineSchema,
  type Pauses,
  type ScriptLine,
} from '#contract/scripts';
import type { Db, SqlValue } from '../storage/database/db';
import { insertRow, membersOf, updateRow } from '../storage/database/members';
import { json, present } from '../storage/database/rows';
import { castColumns, scriptColumns, scriptLineColumns } from '../storage/database/stored-tables';

/** A line and where it stands. */
export interface StoredLine {
  readonly line: ScriptLine;
  readonly position: number;
  /** Of the script, when the line was changed last. */
  readonly revision: number;
}

type IncomingLine = z.output<typeof newLineSchema>;

/** Members that are undefined stay as they are. */
type LineChange = { readonly [K in keyof Omit<ScriptLine, 'id'>]?: ScriptLine[K] | undefined };

const lineRow = z
  .object(scriptLineColumns)
  .omit({ project_id: true })
  .transform((row): StoredLine => {
    const { position, revision, ...line } = membersOf(row);
    return { position, revision, line };
  });

const castRow = z
  .object(castColumns)
  .omit({ project_id: true })
  .transform((row) => castMemberSchema.parse(present(membersOf(row))));

const scriptRow = z.object(scriptColumns).omit({ project_id: true });

/** Places closer than this are spread out again. */
const CLOSEST = 1e-6;

/** The rows of scripts: lines in their order, the cast, the pauses. Call what writes inside a transaction. */
export class ScriptStore {
  constructor(private readonly db: Db) {}

  /** @returns in order; of these lines only, when some are named */
  lines(projectId: string, lineIds?: readonly string[]): StoredLine[] {
    const some = lineIds ? 'AND id IN (SELECT value FROM json_each(?2))' : '';
    return this.db.readable(
      lineRow,
      `SELECT * FROM script_lines WHERE project_id = ?1 ${some} ORDER BY position, rowid`,
      ...[projectId, ...(lineIds ? [JSON.stringify(lineIds)] : [])],
    );
  }

  /** @returns the ids of all lines, in order */
  order(projectId: string): string[] {
    return this.ids('project_id = ?', projectId);
  }

  /** @returns the ids of the lines of this speaker, in order */
  spokenBy(projectId: string, speaker: string): string[] {
    return this.ids('project_id = ? AND speaker = ?', projectId, speaker);
  }

  private ids(which: string, ...values: readonly SqlValue[]): string[] {
    const row = z.object({ ids: json(z.array(z.string())) });
    const sql = `SELECT json_group_array(id) AS ids
      FROM (SELECT id FROM script_lines WHERE ${which} ORDER BY position, rowid)`;
    return this.db.get(row, sql, ...values)?.ids ?? [];
  }

  line(projectId: string, lineId: string): StoredLine | undefined {
    const sql = 'SELECT * FROM script_lines WHERE project_id = ? AND id = ?';
    return this.db.get(lineRow, sql, projectId, lineId);
  }

  count(projectId: string): number {
    const row = z.object({ count: z.number() });
    const sql = 'SELECT count(*) AS count FROM script_lines WHERE project_id = ?';
    return this.db.get(row, sql, projectId)?.count ?? 0;
  }

  /** @returns whether a line of another script has this id */
  isElsewhere(projectId: string, lineId: string): boolean {
    const sql = 'SELECT id FROM script_lines WHERE id = ? AND project_id <> ?';
    return this.db.get(z.object({ id: z.string() }), sql, lineId, projectId) !== undefined;
  }

  /** @returns the line in front of this one; null for the first */
  before(projectId: string, position: number): string | null {
    const row = z.object({ id: z.string() });
    const sql = `SELECT id FROM script_lines WHERE project_id = ? AND position < ? ORDER BY position DESC LIMIT 1`;
    return this.db.get(row, sql, projectId, position)?.id ?? null;
  }

  /** @returns the ids, in order */
  insert(
    projectId: string,
    after: string | null,
    lines: readonly IncomingLine[],
    revision: number,
  ): string[] {
    const places = this.placesAfter(projectId, after, lines.length);
    return lines.map((line, at) => {
      const id = line.id ?? randomUUID();
      insertRow(this.db, 'script_lines', { ...line, id, projectId, revision, position: places[at]! });
      return id;
    });
  }

  set(lineId: string, change: LineChange, revision: number): void {
    updateRow(this.db, 'script_lines', lineId, { ...present(change), revision });
  }

  remove(lineIds: readonly string[]): void {
    const sql = 'DELETE FROM script_lines WHERE id IN (SELECT value FROM json_each(?))';
    this.db.run(sql, JSON.stringify(lineIds));
  }

  /** These lines, in this order, behind `after`, which is none of them. */
  move(projectId: string, lineIds: readonly string[], after: string | null, revision: number): void {
    // out of the way first, so that they do not count as their own neighbours
    this.db.run(
      `UPDATE script_lines SET position = 1e15 WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(lineIds),
    );
    const places = this.placesAfter(projectId, after, lineIds.length);
    for (const [at, id] of lineIds.entries())
      this.db.run(
        'UPDATE script_lines SET position = ?, revision = ? WHERE id = ?',
        ...[places[at]!, revision, id],
      );
  }

  private placesAfter(projectId: string, after: string | null, count: number): number[] {
    const placeRow = z.object({ place: z.number().nullable() });
    const place = (sql: string, ...values: readonly SqlValue[]) =>
      this.db.get(placeRow, sql, ...values)?.place;
    const neighbours = () => {
      const from =
        after === null ? undefined : place('SELECT position AS place FROM script_lines WHERE id = ?', after);
      const to = place(
        'SELECT min(position) AS place FROM script_lines WHERE project_id = ? AND position > ?',
        ...[projectId, from ?? -1e15],
      );
      const start = from ?? (to ?? 1) - count - 1;
      return { start, step: ((to ?? start + count + 1) - start) / (count + 1) };
    };
    let { start, step } = neighbours();
    if (step < CLOSEST) {
      this.spread(projectId);
      ({ start, step } = neighbours());
    }
    return Array.from({ length: count }, (_, at) => start + step * (at + 1));
  }

  private spread(projectId: string): void {
    this.db.run(
      `UPDATE script_lines SET position = ordered.place FROM (
         SELECT id, row_number() OVER (ORDER BY position, rowid) * 1024.0 AS place
         FROM script_lines WHERE project_id = ?1 AND position < 1e15
       ) AS ordered WHERE script_lines.id = ordered.id`,
      projectId,
    );
  }

  cast(projectId: string): CastMember[] {
    const sql = 'SELECT * FROM cast_members WHERE project_id = ? ORDER BY rowid';
    return this.db.readable(castRow, sql, projectId);
  }

  putMember(projectId: string, { speaker, voiceId, instruction, speed, colour }: CastMember): void {
    this.db.run(
      `INSERT INTO cast_members (project_id, speaker, voice_id, instruction, speed, colour) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (project_id, speaker) DO UPDATE SET voice_id = excluded.voice_id,
         instruction = excluded.instruction, speed = excluded.speed, colour = excluded.colour`,
      ...[projectId, speaker, voiceId ?? null, instruction, speed ?? null, colour],
    );
  }

  removeMember(projectId: string, speaker: string): void {
    this.db.run('DELETE FROM cast_members WHERE project_id = ? AND speaker = ?', projectId, speaker);
  }

  state(projectId: string): { readonly revision: number; readonly pauses: Pauses } {
    const row = this.db.get(
      scriptRow,
      'SELECT revision, pauses FROM scripts WHERE project_id = ?',
      projectId,
    );
    return { revision: row?.revision ?? 0, pauses: pausesSchema.parse(row?.pauses ?? {}) };
  }

  setState(projectId: string, revision: number, pauses: Pauses): void {
    this.db.run(
      `INSERT INTO scripts (project_id, revision, pauses) VALUES (?, ?, ?)
       ON CONFLICT (project_id) DO UPDATE SET revision = excluded.revision, pauses = excluded.pauses`,
      ...[projectId, revision, JSON.stringify(pauses)],
    );
  }
}

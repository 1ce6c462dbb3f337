import { z } from 'zod';
import { takeRequestSchema, type Take } from '#contract/domain';
import { reportError, StudioError } from '#contract/errors';
import { idSchema } from '#contract/ids';
import type { Db } from '../storage/database/db';
import { lineKey } from '#contract/names';
import { takeEntry } from '../storage/database/search-entries';
import type { ChosenFolders } from '../storage/chosen-folders';
import { cellsOf, insertRow, updateCells, updateRow } from '../storage/database/members';
import { searchCondition, SearchIndex } from '../storage/database/search-index';
import { json, jsonOf, moment, without } from '../storage/database/rows';
import { EPOCH, takeColumns } from '../storage/database/stored-tables';
import { endLanes } from './take-lanes';
import { takeRow, type StoredTake } from './take-row';

const waitingRequestSchema = takeRequestSchema.extend({
  /** An earlier version, whose segments are kept as they are where seeds are the same. */
  keepsOf: idSchema.optional(),
});
/** What was asked for, as long as it waits. */
export type WaitingRequest = z.input<typeof waitingRequestSchema>;

export interface TakeQuery {
  readonly limit: number;
  readonly beforeTakeId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly lineId?: string | undefined;
  readonly number?: number | undefined;
  /** Words of its name, text, note, direction or voice. */
  readonly text?: string | undefined;
}

/** What a person says about a take. */
const MARKS: readonly (keyof typeof takeColumns)[] = ['name', 'favourite', 'rating', 'note'];
/** Written once, or by calls of their own. */
const APART: readonly (keyof typeof takeColumns)[] = [
  ...MARKS,
  ...(['number', 'id', 'created_at', 'deleted_at', 'voice_id', 'line_key'] as const),
  ...(['project_id', 'folder', 'request'] as const),
];
const MADE = Object.keys(takeColumns).filter((column) => !APART.some((known) => known === column));

/** The takes in the library, in the order they were asked for. */
export class TakeStore {
  private readonly search: SearchIndex;

  constructor(
    private readonly db: Db,
    private readonly outputs: ChosenFolders,
  ) {
    this.search = new SearchIndex(db);
  }

  /** The library gives it its number. */
  insert(take: Take): void {
    const { text, voiceId } = take.recipe;
    this.db.transaction(() => {
      insertRow(this.db, 'takes', { ...without(take, 'number'), voiceId, lineKey: lineKey(text) });
      this.index(take);
    });
  }

  /** Writes everything about a take that can change while it is made. */
  update(take: Take, folder?: string): void {
    updateCells(this.db, 'takes', take.id, {
      ...cellsOf(MADE, take),
      ...(folder === undefined ? {} : { folder }),
      // what was asked for is kept as long as it waits
      ...(take.position === undefined ? { request: null } : {}),
    });
  }

  /** @returns whether the script of a project has this line */
  isLine(projectId: string, lineId: string): boolean {
    const sql = 'SELECT id FROM script_lines WHERE project_id = ? AND id = ?';
    return this.db.get(z.object({ id: z.string() }), sql, projectId, lineId) !== undefined;
  }

  /** @returns newest first */
  list({ limit, beforeTakeId, projectId, lineId, number, text = '' }: TakeQuery): Take[] {
    const before = beforeTakeId === undefined ? Number.MAX_SAFE_INTEGER : (this.numberOf(beforeTakeId) ?? 0);
    const words = text.trim() === '' ? undefined : searchCondition('take', text);
    if (text.trim() !== '' && !words) return [];
    const of = Object.entries({ project_id: projectId, line_id: lineId, number }).flatMap(
      ([column, wanted]) => (wanted === undefined ? [] : [{ column, wanted }]),
    );
    const conditions = [
      ...(words ? [words.sql, 'search.rowid < ?'] : ['takes.number < ?']),
      'takes.deleted_at IS NULL',
      ...of.map(({ column }) => `takes.${column} = ?`),
    ];
    // the order of the table that leads, so that nothing is sorted
    const [from, order] = words
      ? ['search JOIN takes ON takes.number = search.rowid', 'search.rowid']
      : ['takes', 'takes.number'];
    const sql = `SELECT takes.* FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY ${order} DESC LIMIT ?`;
    const values = [...(words?.values ?? []), before, ...of.map(({ wanted }) => wanted), limit];
    return this.db.readable(takeRow, sql, ...values).map(({ take }) => this.compared(take));
  }

  /** In the order of the ids; deleted ones are left out. */
  some(ids: readonly string[]): Take[] {
    const found = this.db.readable(
      takeRow,
      'SELECT * FROM takes WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    const byId = new Map(found.map(({ take }) => [take.id, this.compared(take)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  assign(ids: readonly string[], projectId: string): void {
    this.db.run(
      'UPDATE takes SET project_id = ? WHERE id IN (SELECT value FROM json_each(?))',
      projectId,
      JSON.stringify(ids),
    );
  }

  /** @returns the takes of the same line as this text, newest first */
  versions(text: string): Take[] {
    return this.db
      .readable(
        takeRow,
        'SELECT * FROM takes WHERE line_key = ? AND deleted_at IS NULL ORDER BY number DESC LIMIT 500',
        lineKey(text),
      )
      .map(({ take }) => this.compared(take));
  }

  /** @returns the take, and the first of those before it in the list that sound exactly the same */
  compared(take: Take): Take {
    const { number, pcmSha256 } = take;
    const first = pcmSha256 === undefined ? undefined : this.firstOf(pcmSha256);
    const alone = without(take, 'identicalTo');
    return first !== undefined && first < number ? { ...alone, identicalTo: first } : alone;
  }

  private firstOf(pcmSha256: string): number | undefined {
    const row = z.object({ first: z.number().nullable() });
    const sql = 'SELECT min(number) AS first FROM takes WHERE pcm_sha256 = ? AND deleted_at IS NULL';
    return this.db.get(row, sql, pcmSha256)?.first ?? undefined;
  }

  /** Writes what a person says about takes; `update` leaves that alone. */
  mark(takes: readonly Take[]): void {
    this.db.transaction(() => {
      for (const take of takes) {
        updateCells(this.db, 'takes', take.id, cellsOf(MARKS, take));
        this.index(take);
      }
    });
  }

  find(id: string): StoredTake | undefined {
    const stored = this.db.get(takeRow, 'SELECT * FROM takes WHERE id = ?', id);
    return (
      stored && {
        ...stored,
        take: this.compared(stored.take),
        folder: this.outputs.ifChosen(stored.folder),
      }
    );
  }

  /** @throws StudioError 'take-not-found' */
  require(id: string): StoredTake {
    const found = this.find(id);
    if (found) return found;
    throw new StudioError('take-not-found', { takeId: id });
  }

  /** @throws StudioError 'take-not-found', also when it is in the bin */
  requirePresent(id: string): StoredTake {
    const stored = this.require(id);
    if (!stored.deleted) return stored;
    throw new StudioError('take-not-found', { why: 'deleted', takeId: id });
  }

  setDeleted(id: string, deleted: boolean): void {
    const at = deleted ? new Date().toISOString() : null;
    this.db.transaction(() => {
      this.db.run('UPDATE takes SET deleted_at = ? WHERE id = ?', at, id);
      const { take } = this.require(id);
      if (deleted) this.search.remove({ kind: 'take', id, number: this.numberOf(id) ?? 0 });
      else this.index(take);
    });
  }

  /** What a person can find it by; call it after every change of its words. */
  private index({ id, name, note, recipe }: Take): void {
    const { text, instruction, voiceName } = recipe;
    const number = this.numberOf(id);
    if (number !== undefined)
      this.search.put(takeEntry({ id, number, name, note, text, instruction, voiceName }));
  }

  /** @returns deleted takes, the last deleted first */
  deleted(limit: number): { readonly take: Take; readonly deletedAt: string }[] {
    const order = 'ORDER BY deleted_at DESC, number DESC LIMIT ?';
    const row = z.object({ id: takeColumns.id, deleted_at: moment.catch(EPOCH) });
    return this.db
      .readable(row, `SELECT id, deleted_at FROM takes WHERE deleted_at IS NOT NULL ${order}`, limit)
      .map(({ id, deleted_at }) => ({ take: this.require(id).take, deletedAt: deleted_at }));
  }

  deletedCount(): number {
    const row = z.object({ count: z.number() });
    const sql = 'SELECT count(*) AS count FROM takes WHERE deleted_at IS NOT NULL';
    return this.db.get(row, sql)?.count ?? 0;
  }

  /** @returns how many takes, deleted or not, converted this speech */
  countOfSource(sha256: string): number {
    const row = z.object({ count: z.number() });
    const sql = `SELECT count(*) AS count FROM takes WHERE ${jsonOf('recipe')} ->> '$.source.sha256' = ?`;
    return this.db.get(row, sql, sha256)?.count ?? 0;
  }

  /** Forgets a deleted take and its curves; call it inside a transaction. */
  erase(id: string): void {
    this.db.run('DELETE FROM take_traces WHERE take_id = ?', id);
    this.db.run('DELETE FROM take_segments WHERE take_id = ?', id);
    this.db.run('DELETE FROM unfinished_moves WHERE take_id = ?', id);
    this.db.run('DELETE FROM takes WHERE id = ? AND deleted_at IS NOT NULL', id);
  }

  /** Keeps a take that waits, new or again, with what was asked for. @returns it with its number */
  enqueue(take: Take, request: WaitingRequest): Take {
    return this.db.transaction(() => {
      const known = this.numberOf(take.id) !== undefined;
      if (!known) this.insert(take);
      this.update(take);
      updateRow(this.db, 'takes', take.id, { request });
      return { ...take, number: this.numberOf(take.id) ?? 0 };
    });
  }

  /** @returns the takes that wait, in the order in which they will be made */
  waiting(): { take: Take; request: WaitingRequest }[] {
    const row = z.object({ id: takeColumns.id, request: json(waitingRequestSchema) });
    return this.db
      .readable(
        row,
        `SELECT id, request FROM takes
         WHERE state = 'queued' AND deleted_at IS NULL AND request IS NOT NULL ORDER BY position`,
      )
      .map(({ id, request }) => ({ take: this.require(id).take, request }));
  }

  /** Takes that an earlier studio was making get a cause; one that waits with its request goes on waiting. @returns them */
  failUnfinished(): Take[] {
    const left = this.db.readable(
      takeRow,
      `SELECT * FROM takes WHERE state = 'running' OR (state = 'queued' AND request IS NULL) ORDER BY number`,
    );
    return left.map(({ take }) => {
      const failed = interrupted(take);
      this.update(failed);
      return failed;
    });
  }

  /** @returns cancelled takes of which sound came and was not closed: their studio was killed first */
  unclosed(): Take[] {
    const sql = `SELECT * FROM takes WHERE state = 'cancelled' AND deleted_at IS NULL AND pcm_sha256 IS NULL
      AND EXISTS (SELECT 1 FROM take_segments WHERE take_id = takes.id AND samples > 0) ORDER BY number`;
    return this.db.readable(takeRow, sql).map(({ take }) => take);
  }

  private numberOf(id: string): number | undefined {
    return this.db.get(z.object({ number: z.number() }), 'SELECT number FROM takes WHERE id = ?', id)?.number;
  }
}

/** @returns the take as it stands after its studio stopped under it */
export function interrupted(take: Take): Take {
  const error = reportError(interruption());
  return { ...take, state: 'failed', error, stages: endLanes(take.stages, 'failed') };
}

export function interruption(): StudioError {
  return new StudioError('take-interrupted');
}

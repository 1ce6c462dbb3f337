import { z } from 'zod';
import { projectSchema, type Project } from '#contract/projects';
import type { Db } from '../storage/database/db';
import { foldName } from '#contract/names';
import { insertRow, membersOf, updateRow } from '../storage/database/members';
import { json, moment, present } from '../storage/database/rows';
import type { ChosenFolders } from '../storage/chosen-folders';
import { projectEntry, scriptWords } from '../storage/database/search-entries';
import { SearchIndex } from '../storage/database/search-index';
import { EPOCH, projectColumns } from '../storage/database/stored-tables';

const projectRow = z
  .object({
    ...projectColumns,
    voice_ids: json(z.array(z.string())),
    take_count: z.number(),
    line_count: z.number(),
    first_words: z.string(),
  })
  .transform((row) => projectSchema.parse(present(membersOf(row))));

const SELECT = `SELECT *,
    (SELECT count(*) FROM takes WHERE project_id = projects.id AND deleted_at IS NULL) AS take_count,
    (SELECT count(*) FROM script_lines WHERE project_id = projects.id) AS line_count,
    coalesce((SELECT substr(text, 1, 200) FROM script_lines WHERE project_id = projects.id AND text <> ''
      ORDER BY position LIMIT 1), '') AS first_words,
    (SELECT json_group_array(voice_id) FROM project_voices JOIN voices ON voices.id = voice_id
     WHERE project_id = projects.id AND voices.deleted_at IS NULL) AS voice_ids
  FROM projects`;

const idRow = z.object({ id: z.string() });

/** What is written of a project; what is undefined or null is taken away. */
type ProjectMembers = Partial<Omit<Project, 'folder'>> & {
  readonly folder?: string | null;
  readonly nameKey?: string;
  readonly archivedAt?: string | undefined;
  readonly deletedAt?: string | undefined;
};

/** The rows of projects; what can be found of one follows every write. */
export class ProjectStore {
  private readonly search: SearchIndex;

  constructor(
    private readonly db: Db,
    private readonly outputs: ChosenFolders,
  ) {
    this.search = new SearchIndex(db);
  }

  /** @returns the inbox first, then the newest; the archived last */
  list(): Project[] {
    const projects = this.db.readable(
      projectRow,
      `${SELECT} WHERE deleted_at IS NULL
       ORDER BY archived_at IS NOT NULL, id <> 'inbox', created_at DESC, rowid DESC`,
    );
    return projects.map((project) => this.inChosen(project));
  }

  find(id: string, { deleted }: { readonly deleted: boolean }): Project | undefined {
    const project = this.db.get(
      projectRow,
      `${SELECT} WHERE id = ? AND deleted_at IS ${deleted ? 'NOT' : ''} NULL`,
      id,
    );
    return project && this.inChosen(project);
  }

  /** A folder that nobody chose is as good as none. */
  private inChosen({ folder, ...project }: Project): Project {
    const chosen = this.outputs.ifChosen(folder);
    return chosen === undefined ? project : { ...project, folder: chosen };
  }

  /** @returns the last deleted first */
  deleted(): { readonly project: Project; readonly deletedAt: string }[] {
    const rows = this.db.readable(
      z.object({ id: projectColumns.id, deleted_at: moment.catch(EPOCH) }),
      'SELECT id, deleted_at FROM projects WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC',
    );
    return rows.flatMap(({ id, deleted_at }) => {
      const project = this.find(id, { deleted: true });
      return project ? [{ project, deletedAt: deleted_at }] : [];
    });
  }

  insert(project: Project): void {
    this.write(project.id, () => {
      insertRow(this.db, 'projects', { ...project, nameKey: foldName(project.name) });
      this.setVoices(project.id, project.voiceIds);
    });
  }

  /** Writes some members, and the voices when they are given. */
  set(id: string, { voiceIds, ...some }: ProjectMembers): void {
    this.write(id, () => {
      updateRow(this.db, 'projects', id, some);
      if (voiceIds) this.setVoices(id, voiceIds);
    });
  }

  /** Its takes move to the inbox: a take always belongs somewhere. */
  deleteForGood(id: string): void {
    this.db.transaction(() => {
      this.db.run("UPDATE takes SET project_id = 'inbox' WHERE project_id = ?", id);
      for (const table of ['project_voices', 'script_lines', 'cast_members', 'scripts'])
        this.db.run(`DELETE FROM ${table} WHERE project_id = ?`, id);
      this.db.run('DELETE FROM projects WHERE id = ?', id);
    });
  }

  /** Lines, cast and pauses of a script in another project; takes stay where they are. */
  copyScript(from: string, to: string): void {
    this.write(to, () => {
      this.db.run(
        `INSERT INTO script_lines (id, project_id, position, kind, speaker, text, instruction, pause_ms, overrides)
         SELECT lower(hex(randomblob(16))), ?2, position, kind, speaker, text, instruction, pause_ms, overrides
         FROM script_lines WHERE project_id = ?1`,
        ...[from, to],
      );
      this.db.run(
        `INSERT INTO cast_members (project_id, speaker, voice_id, instruction, speed, colour)
         SELECT ?2, speaker, voice_id, instruction, speed, colour FROM cast_members WHERE project_id = ?1`,
        ...[from, to],
      );
      this.db.run(
        'INSERT INTO scripts (project_id, pauses) SELECT ?2, pauses FROM scripts WHERE project_id = ?1',
        ...[from, to],
      );
    });
  }

  /** Call it after the words of its script have changed: what can be found of it is written when somebody looks for it. */
  wordsChanged(id: string): void {
    this.search.putOff({ kind: 'project', id });
  }

  /** Call it before projects are searched. */
  catchUp(): void {
    for (const id of this.search.behind('project')) this.write(id, () => undefined);
  }

  /** @returns the place of a take in its project, from 1 */
  placeOf(takeId: string): number {
    const row = this.db.get(
      z.object({ place: z.number() }),
      `SELECT count(*) AS place FROM takes JOIN takes AS this ON this.id = ?
       WHERE takes.project_id = this.project_id AND takes.number <= this.number`,
      takeId,
    );
    return Math.max(1, row?.place ?? 1);
  }

  isTaken(name: string, ownId = ''): boolean {
    const sql = 'SELECT id FROM projects WHERE name_key = ? AND deleted_at IS NULL AND id <> ?';
    return this.db.get(idRow, sql, foldName(name), ownId) !== undefined;
  }

  /** @returns the first of these that no voice has, deleted or not */
  unknownVoice(voiceIds: readonly string[]): string | undefined {
    const sql = 'SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM voices) LIMIT 1';
    return this.db.get(idRow, sql, JSON.stringify(voiceIds))?.id;
  }

  private setVoices(id: string, voiceIds: readonly string[]): void {
    this.db.run('DELETE FROM project_voices WHERE project_id = ?', id);
    for (const voiceId of new Set(voiceIds))
      this.db.run('INSERT INTO project_voices (project_id, voice_id) VALUES (?, ?)', id, voiceId);
  }

  private write(id: string, work: () => void): void {
    this.db.transaction(() => {
      work();
      const project = this.find(id, { deleted: false });
      if (project) this.search.put(projectEntry({ ...project, script: scriptWords(this.db, id) }));
      else this.search.remove({ kind: 'project', id });
    });
  }
}

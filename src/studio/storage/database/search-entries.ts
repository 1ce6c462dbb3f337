import { z } from 'zod';
import { type Voice } from '#contract/domain';
import { idSchema } from '#contract/ids';
import type { Db } from './db';
import { lineKey } from '#contract/names';
import { json, jsonOf } from './rows';
import { SearchIndex, type SearchEntry } from './search-index';
import { takeColumns } from './stored-tables';

/** What of each thing can be found. */

const lines = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

export function voiceEntry(voice: Voice): SearchEntry {
  const { id, name, tags, language, notes, prompts, consent } = voice;
  const spoken = prompts.flatMap((prompt) => [prompt.name, prompt.transcript]);
  const by = consent?.kind === 'permitted' ? consent.by : '';
  return { kind: 'voice', id, name, body: lines([...tags, language, notes, ...spoken, by]) };
}

export interface TakeWords {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly instruction: string;
  readonly voiceName: string;
  readonly note: string;
}

export function takeEntry({ id, number, name, text, instruction, voiceName, note }: TakeWords): SearchEntry {
  return { kind: 'take', id, number, name, body: lines([text, note, instruction, voiceName]) };
}

export interface ProjectWords {
  readonly id: string;
  readonly name: string;
  readonly script: string;
  readonly notes: string;
}

export function projectEntry({ id, name, script, notes }: ProjectWords): SearchEntry {
  return { kind: 'project', id, name, body: lines([script, notes]) };
}

/** @returns everything that a project's script says */
export function scriptWords(db: Db, projectId: string): string {
  const row = z.object({ words: z.string().nullable() });
  return db.get(row, `SELECT ${SCRIPT_WORDS('?')} AS words`, projectId)?.words ?? '';
}

const SCRIPT_WORDS = (project: string): string =>
  `(SELECT group_concat(text, char(10)) FROM script_lines WHERE project_id = ${project})`;

/** Of what this code writes into `search` and `line_key`; another number makes every library write them anew. */
const VERSION = '1';
/** No entry has this row; it holds the version. */
const VERSION_ROW = 0;

/** @returns whether what is derived from other columns is not up to date: after a migration, or when this code has changed */
export function isDerivedOld(db: Db): boolean {
  const known = db.get(z.object({ id: z.string() }), 'SELECT id FROM search WHERE rowid = ?', VERSION_ROW);
  return known?.id !== VERSION;
}

/** Everything that can be found, as the rows have it now. */
export function* derivedEntries(db: Db): Generator<SearchEntry> {
  for (const row of db.readable(voiceWordsRow, VOICE_WORDS))
    yield {
      kind: 'voice',
      id: row.id,
      name: row.name,
      body: lines([...row.tags, row.language, row.notes, row.spoken, row.by ?? '']),
    };
  for (const take of db.readable(takeWordsRow, `${TAKE_WORDS} WHERE deleted_at IS NULL`))
    yield takeEntry(take);
  for (const project of db.readable(projectWordsRow, PROJECT_WORDS)) yield projectEntry(project);
}

/** Writes the search index and the line keys anew from the rows they come from. */
export function rebuildDerived(db: Db): void {
  db.transaction(() => {
    db.run('DELETE FROM search');
    for (const { text, number } of db.readable(takeWordsRow, TAKE_WORDS))
      db.run('UPDATE takes SET line_key = ? WHERE number = ?', lineKey(text), number);
    fillSearch(db);
  });
}

/** Fills an index that is empty. */
export function fillSearch(db: Db): void {
  const index = new SearchIndex(db);
  for (const entry of derivedEntries(db)) index.put(entry);
  db.run('INSERT INTO search (rowid, kind, id) VALUES (?, ?, ?)', VERSION_ROW, 'version', VERSION);
}

const voiceWordsRow = z.object({
  id: idSchema,
  name: z.string(),
  tags: json(z.array(z.string())).catch([]),
  language: z.string(),
  notes: z.string(),
  spoken: z.string(),
  by: z.string().nullable(),
});
const VOICE_WORDS = `SELECT id, name, tags, language, notes, ${jsonOf('consent')} ->> '$.by' AS by,
    coalesce((SELECT group_concat(name || char(10) || transcript, char(10)) FROM prompts
      WHERE voice_id = voices.id AND deleted_at IS NULL), '') AS spoken
  FROM voices WHERE deleted_at IS NULL AND kept = 1`;

const takeWordsRow = z
  .object({
    id: idSchema,
    number: z.number(),
    name: z.string(),
    note: z.string(),
    recipe: takeColumns.recipe,
  })
  .transform(({ recipe: { text, instruction, voiceName }, ...take }): TakeWords => ({
    ...take,
    ...{ text, instruction, voiceName },
  }));
const TAKE_WORDS = 'SELECT id, number, name, note, recipe FROM takes';

const projectWordsRow = z.object({
  id: idSchema,
  name: z.string(),
  script: z.string(),
  notes: z.string(),
});
const PROJECT_WORDS = `SELECT id, name, coalesce(${SCRIPT_WORDS('projects.id')}, '') AS script, notes
  FROM projects WHERE deleted_at IS NULL`;

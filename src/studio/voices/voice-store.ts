import { z } from 'zod';
import { promptSchema, voiceSchema, type Prompt, type Voice } from '#contract/domain';
import { idSchema } from '#contract/ids';
import type { VoicePage, VoiceQuery } from '#contract/voices';
import type { Db } from '../storage/database/db';
import { findVoices } from './find-voices';
import { foldName } from '#contract/names';
import { cellsOf, insertRow, membersOf, updateCells, updateRow } from '../storage/database/members';
import { present } from '../storage/database/rows';
import { voiceEntry } from '../storage/database/search-entries';
import { SearchIndex } from '../storage/database/search-index';
import { promptFactColumns, promptTableColumns, voiceColumns } from '../storage/database/stored-tables';

export const promptRow = z.object(promptTableColumns).transform((row) => {
  const { voiceId, ...prompt } = membersOf(row);
  return { voiceId, prompt: promptSchema.parse(present(prompt)) };
});

const voiceRow = z.object({
  ...voiceColumns,
  // a voice that speaks is always listed, also when it does not say with which prompt
  prompt_id: idSchema.catch('unknown'),
  take_count: z.number(),
});

const idRow = z.object({ id: z.string() });

/** The rows of voices and of their prompts; what can be found of a voice follows every write. */
export class VoiceStore {
  private readonly index: SearchIndex;

  constructor(private readonly db: Db) {
    this.index = new SearchIndex(db);
  }

  page(query: VoiceQuery): VoicePage {
    const { ids, total } = findVoices(this.db, query);
    return { voices: this.select(ids), total };
  }

  withPrompt(promptSha256: string): Voice[] {
    const rows = this.db.all(
      idRow,
      `SELECT DISTINCT voices.id AS id FROM prompts JOIN voices ON voices.id = prompts.voice_id
       WHERE prompts.prompt_sha256 = ? AND prompts.deleted_at IS NULL AND voices.deleted_at IS NULL
       ORDER BY voices.created_at`,
      promptSha256,
    );
    return this.select(rows.map(({ id }) => id));
  }

  find(id: string, { deleted }: { readonly deleted: boolean }): Voice | undefined {
    const sql = `SELECT id FROM voices WHERE id = ? AND deleted_at IS ${deleted ? 'NOT NULL' : 'NULL'}`;
    return this.db.get(idRow, sql, id) && this.select([id])[0];
  }

  /** In the order of the ids; unknown ones are left out. */
  select(ids: readonly string[]): Voice[] {
    const rows = this.db.readable(voiceRow, SELECT_VOICES, JSON.stringify(ids));
    const prompts = this.promptsOf(ids);
    const voices = rows.map((row) =>
      voiceSchema.parse(present({ ...membersOf(row), prompts: prompts.get(row.id) ?? [] })),
    );
    const byId = new Map(voices.map((voice) => [voice.id, voice]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  insert(voice: Voice): void {
    this.write(voice.id, () => {
      insertRow(this.db, 'voices', { ...voice, nameKey: foldName(voice.name) });
      for (const prompt of voice.prompts) this.insertPromptRow(voice.id, prompt);
    });
  }

  rename(id: string, name: string): void {
    this.set(id, { name, nameKey: foldName(name) });
  }

  /** Writes some members of a voice. */
  set(id: string, some: Partial<Voice> & { nameKey?: string; deletedAt?: string | undefined }): void {
    this.write(id, () => updateRow(this.db, 'voices', id, some));
  }

  insertPrompt(voiceId: string, prompt: Prompt): void {
    this.write(voiceId, () => this.insertPromptRow(voiceId, prompt));
  }

  /** Writes what a person may change of a prompt; a chosen prompt's voice repeats its transcript. */
  updatePrompt(voice: Voice, { id, name, transcript }: Pick<Prompt, 'id' | 'name' | 'transcript'>): void {
    this.write(voice.id, () => {
      updateRow(this.db, 'prompts', id, { name, transcript });
      if (id === voice.promptId) updateRow(this.db, 'voices', voice.id, { transcript });
    });
  }

  /** The voice speaks with this prompt from now on and repeats its facts. */
  choosePrompt(voiceId: string, prompt: Prompt): void {
    this.write(voiceId, () => {
      updateCells(this.db, 'voices', voiceId, { prompt_id: prompt.id, ...cellsOf(FACTS, prompt) });
    });
  }

  setPromptDeleted(voiceId: string, promptId: string, deleted: boolean): void {
    const deletedAt = deleted ? new Date().toISOString() : undefined;
    this.write(voiceId, () => updateRow(this.db, 'prompts', promptId, { deletedAt }));
  }

  setDeleted(ids: readonly string[], deleted: boolean): void {
    const deletedAt = deleted ? new Date().toISOString() : undefined;
    this.db.transaction(() => {
      for (const id of ids) this.set(id, { deletedAt });
    });
  }

  isTaken(name: string, ownId = ''): boolean {
    const sql = 'SELECT id FROM voices WHERE name_key = ? AND deleted_at IS NULL AND kept = 1 AND id <> ?';
    return this.db.get(idRow, sql, foldName(name), ownId) !== undefined;
  }

  private write(id: string, work: () => void): void {
    this.db.transaction(() => {
      work();
      const voice = this.find(id, { deleted: false });
      if (voice?.kept) this.index.put(voiceEntry(voice));
      else this.index.remove({ kind: 'voice', id });
    });
  }

  private insertPromptRow(voiceId: string, prompt: Prompt): void {
    insertRow(this.db, 'prompts', { ...prompt, voiceId });
  }

  /** @returns the prompts of each voice, oldest first */
  private promptsOf(voiceIds: readonly string[]): Map<string, Prompt[]> {
    const byVoice = new Map<string, Prompt[]>();
    for (const { voiceId, prompt } of this.db.readable(promptRow, SELECT_PROMPTS, JSON.stringify(voiceIds)))
      byVoice.set(voiceId, [...(byVoice.get(voiceId) ?? []), prompt]);
    return byVoice;
  }
}

const SELECT_VOICES = `SELECT *,
    (SELECT count(*) FROM takes WHERE voice_id = voices.id AND deleted_at IS NULL) AS take_count
  FROM voices WHERE id IN (SELECT value FROM json_each(?)) AND prompt_id IS NOT NULL`;

const SELECT_PROMPTS = `SELECT * FROM prompts
  WHERE deleted_at IS NULL AND voice_id IN (SELECT value FROM json_each(?)) ORDER BY created_at, rowid`;

/** What a voice repeats of its chosen prompt. */
const FACTS = Object.keys(promptFactColumns);

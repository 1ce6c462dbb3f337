import { z } from 'zod';
import { promptSchema, voiceSchema, type Prompt, type Voice } from '#contract/domain';
import { idSchema } from '#contract/ids';
import type { VoicePage, VoiceQuery } from '#contract/voices';
import type { Db, SqlValue } from '../storage/database/db';
import { findVoices } from './find-voices';
import { foldName } from '#contract/names';
import { present } from '../storage/database/rows';
import { voiceEntry } from '../storage/database/search-entries';
import { SearchIndex } from '../storage/database/search-index';
import { promptTableColumns, voiceColumns } from '../storage/database/stored-tables';

export const promptRow = z.object(promptTableColumns).transform(({ voice_id, trim, ...facts }) => ({
  voiceId: voice_id,
  prompt: promptSchema.parse(present({ ...promptFacts(facts), trim })),
}));

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
    const voices = rows.map(({ prompt_id, used_at, take_count, ...row }) =>
      voiceSchema.parse(
        present({
          ...promptFacts(row),
          usedAt: used_at,
          promptId: prompt_id,
          prompts: prompts.get(row.id) ?? [],
          takeCount: take_count,
        }),
      ),
    );
    const byId = new Map(voices.map((voice) => [voice.id, voice]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  insert(voice: Voice): void {
    this.write(voice.id, () => {
      this.db.run(
        `INSERT INTO voices (id, name, name_key, created_at, transcript, prompt_sec, sample_rate_hz, prompt_sha256,
           peaks, verdict, findings, synthetic, prompt_id, tags, colour, language, notes, favourite, defaults, consent)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[voice.id, voice.name, foldName(voice.name), voice.createdAt],
        ...factsOf(voice),
        ...[
          voice.synthetic ? 1 : 0,
          voice.promptId,
          JSON.stringify(voice.tags),
          voice.colour,
          voice.language,
        ],
        ...[voice.notes, voice.favourite ? 1 : 0, JSON.stringify(voice.defaults)],
        voice.consent === undefined ? null : JSON.stringify(voice.consent),
      );
      for (const prompt of voice.prompts) this.insertPromptRow(voice.id, prompt);
    });
  }

  rename(id: string, name: string): void {
    this.set(id, { name, name_key: foldName(name) });
  }

  /** Writes some columns of a voice. */
  set(id: string, columns: Readonly<Record<string, SqlValue>>): void {
    const names = Object.keys(columns);
    this.write(id, () => {
      const assignments = names.map((name) => `${name} = ?`).join(', ');
      this.db.run(`UPDATE voices SET ${assignments} WHERE id = ?`, ...Object.values(columns), id);
    });
  }

  insertPrompt(voiceId: string, prompt: Prompt): void {
    this.write(voiceId, () => this.insertPromptRow(voiceId, prompt));
  }

  /** Writes what a person may change of a prompt; a chosen prompt's voice repeats its transcript. */
  updatePrompt(voice: Voice, { id, name, transcript }: Pick<Prompt, 'id' | 'name' | 'transcript'>): void {
    this.write(voice.id, () => {
      this.db.run('UPDATE prompts SET name = ?, transcript = ? WHERE id = ?', name, transcript, id);
      if (id === voice.promptId)
        this.db.run('UPDATE voices SET transcript = ? WHERE id = ?', transcript, voice.id);
    });
  }

  /** The voice speaks with this prompt from now on and repeats its facts. */
  choosePrompt(voiceId: string, prompt: Prompt): void {
    this.write(voiceId, () => {
      this.db.run(
        `UPDATE voices SET prompt_id = ?, transcript = ?, prompt_sec = ?, sample_rate_hz = ?, prompt_sha256 = ?,
           peaks = ?, verdict = ?, findings = ? WHERE id = ?`,
        ...[prompt.id, ...factsOf(prompt), voiceId],
      );
    });
  }

  setPromptDeleted(voiceId: string, promptId: string, deleted: boolean): void {
    const at = deleted ? new Date().toISOString() : null;
    this.write(voiceId, () => this.db.run('UPDATE prompts SET deleted_at = ? WHERE id = ?', at, promptId));
  }

  setDeleted(ids: readonly string[], deleted: boolean): void {
    const deleted_at = deleted ? new Date().toISOString() : null;
    this.db.transaction(() => {
      for (const id of ids) this.set(id, { deleted_at });
    });
  }

  isTaken(name: string, ownId = ''): boolean {
    const sql = 'SELECT id FROM voices WHERE name_key = ? AND deleted_at IS NULL AND id <> ?';
    return this.db.get(idRow, sql, foldName(name), ownId) !== undefined;
  }

  private write(id: string, work: () => void): void {
    this.db.transaction(() => {
      work();
      const voice = this.find(id, { deleted: false });
      if (voice) this.index.put(voiceEntry(voice));
      else this.index.remove({ kind: 'voice', id });
    });
  }

  private insertPromptRow(voiceId: string, prompt: Prompt): void {
    this.db.run(
      `INSERT INTO prompts (id, voice_id, name, created_at, transcript, prompt_sec, sample_rate_hz, prompt_sha256,
         peaks, verdict, findings, trim)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[prompt.id, voiceId, prompt.name, prompt.createdAt],
      ...factsOf(prompt),
      prompt.trim === undefined ? null : JSON.stringify(prompt.trim),
    );
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

interface PromptColumns {
  readonly created_at: string;
  readonly prompt_sec: number;
  readonly sample_rate_hz: number;
  readonly prompt_sha256: string;
}

/** The columns that voices and prompts share, under the contract's names. */
function promptFacts<Row extends PromptColumns>({
  created_at,
  prompt_sec,
  sample_rate_hz,
  prompt_sha256,
  ...rest
}: Row) {
  return {
    ...rest,
    createdAt: created_at,
    promptSec: prompt_sec,
    sampleRateHz: sample_rate_hz,
    promptSha256: prompt_sha256,
  };
}

/** In the order of the columns: transcript, prompt_sec, sample_rate_hz, prompt_sha256, peaks, verdict, findings. */
function factsOf(facts: Omit<Prompt, 'trim'>): SqlValue[] {
  return [
    facts.transcript,
    facts.promptSec,
    facts.sampleRateHz,
    facts.promptSha256,
    JSON.stringify(facts.peaks),
    facts.verdict,
    JSON.stringify(facts.findings),
  ];
}

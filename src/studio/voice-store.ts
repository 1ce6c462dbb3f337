import { z } from 'zod';
import { consentSchema } from '#contract/consent';
import {
  findingSchema,
  peaksSchema,
  promptSchema,
  trimSchema,
  voiceDefaultsSchema,
  voiceSchema,
  type Prompt,
  type Voice,
} from '#contract/domain';
import type { Db, SqlValue } from './db';
import { foldName } from './names';
import { flag, json, optional, present } from './rows';

const promptColumns = {
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  transcript: z.string(),
  prompt_sec: z.number(),
  sample_rate_hz: z.number(),
  prompt_sha256: z.string(),
  peaks: json(peaksSchema),
  verdict: z.string(),
  findings: json(z.array(findingSchema)),
};

const promptRow = z
  .object({ ...promptColumns, voice_id: z.string(), trim: optional(json(trimSchema)) })
  .transform(({ voice_id, trim, ...facts }) => ({
    voiceId: voice_id,
    prompt: promptSchema.parse(present({ ...promptFacts(facts), trim })),
  }));

const voiceRow = z.object({
  ...promptColumns,
  synthetic: flag,
  tags: json(z.array(z.string())),
  colour: z.string(),
  language: z.string(),
  notes: z.string(),
  favourite: flag,
  defaults: json(voiceDefaultsSchema),
  consent: optional(json(consentSchema)),
  prompt_id: z.string(),
  used_at: optional(z.string()),
});

/** The rows of voices and of their prompts. */
export class VoiceStore {
  constructor(private readonly db: Db) {}

  /** @returns newest first */
  list(): Voice[] {
    return this.select('deleted_at IS NULL ORDER BY created_at DESC, rowid DESC');
  }

  find(id: string, { deleted }: { readonly deleted: boolean }): Voice | undefined {
    return this.select(`id = ? AND deleted_at IS ${deleted ? 'NOT NULL' : 'NULL'}`, id)[0];
  }

  insert(voice: Voice): void {
    this.db.transaction(() => {
      this.db.run(
        `INSERT INTO voices (id, name, name_key, created_at, transcript, prompt_sec, sample_rate_hz, prompt_sha256,
           peaks, verdict, findings, synthetic, consent, prompt_id, tags, colour, language, notes, favourite, defaults)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[voice.id, voice.name, foldName(voice.name), voice.createdAt],
        ...factsOf(voice),
        ...[
          voice.synthetic ? 1 : 0,
          voice.consent === undefined ? null : JSON.stringify(voice.consent),
          voice.promptId,
        ],
        ...[JSON.stringify(voice.tags), voice.colour, voice.language, voice.notes, voice.favourite ? 1 : 0],
        JSON.stringify(voice.defaults),
      );
      for (const prompt of voice.prompts) this.insertPrompt(voice.id, prompt);
    });
  }

  insertPrompt(voiceId: string, prompt: Prompt): void {
    this.db.run(
      `INSERT INTO prompts (id, voice_id, name, created_at, transcript, prompt_sec, sample_rate_hz, prompt_sha256,
         peaks, verdict, findings, trim)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[prompt.id, voiceId, prompt.name, prompt.createdAt],
      ...factsOf(prompt),
      prompt.trim === undefined ? null : JSON.stringify(prompt.trim),
    );
  }

  rename(id: string, name: string): void {
    this.db.run('UPDATE voices SET name = ?, name_key = ? WHERE id = ?', name, foldName(name), id);
  }

  /** Of the chosen prompt. */
  setTranscript({ id, promptId }: Voice, transcript: string): void {
    this.db.transaction(() => {
      this.db.run('UPDATE voices SET transcript = ? WHERE id = ?', transcript, id);
      this.db.run('UPDATE prompts SET transcript = ? WHERE id = ?', transcript, promptId);
    });
  }

  setDeleted(id: string, deleted: boolean): void {
    const at = deleted ? new Date().toISOString() : null;
    this.db.run('UPDATE voices SET deleted_at = ? WHERE id = ?', at, id);
  }

  setUsed(id: string, at: string): void {
    this.db.run('UPDATE voices SET used_at = ? WHERE id = ?', at, id);
  }

  isTaken(name: string, ownId = ''): boolean {
    const sql = 'SELECT id FROM voices WHERE name_key = ? AND deleted_at IS NULL AND id <> ?';
    return this.db.get(z.object({ id: z.string() }), sql, foldName(name), ownId) !== undefined;
  }

  private select(where: string, ...values: readonly SqlValue[]): Voice[] {
    const rows = this.db.all(voiceRow, `SELECT * FROM voices WHERE ${where}`, ...values);
    const prompts = this.promptsOf(rows.map(({ id }) => id));
    return rows.map(({ prompt_id, used_at, ...row }) =>
      voiceSchema.parse(
        present({
          ...promptFacts(row),
          usedAt: used_at,
          promptId: prompt_id,
          prompts: prompts.get(row.id) ?? [],
        }),
      ),
    );
  }

  /** @returns the prompts of each voice, oldest first */
  private promptsOf(voiceIds: readonly string[]): Map<string, Prompt[]> {
    const found = this.db.all(
      promptRow,
      `SELECT * FROM prompts WHERE deleted_at IS NULL AND voice_id IN (SELECT value FROM json_each(?))
       ORDER BY created_at, rowid`,
      JSON.stringify(voiceIds),
    );
    const byVoice = new Map<string, Prompt[]>();
    for (const { voiceId, prompt } of found) byVoice.set(voiceId, [...(byVoice.get(voiceId) ?? []), prompt]);
    return byVoice;
  }
}

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

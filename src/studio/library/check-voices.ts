import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { voiceProfileSchema } from '#contract/engine-api';
import { decodeFrame } from '#contract/frame';
import { readPromptWav, type PromptFacts } from '../exchange/prompt-wav';
import { jsonOf } from '../storage/database/rows';
import { codeOf } from '../storage/files/storage-errors';
import { readFile } from '../storage/files/regular-file';
import { promptFileName, promptOfProfile } from '../voices/voice-files';
import type { CheckContext, Discrepancy } from './check';

const promptRow = z.object({
  id: idSchema,
  voice_id: idSchema,
  voice: z.string(),
  prompt_sha256: z.string(),
});
type PromptRow = z.output<typeof promptRow>;

const voiceRow = z.object({ id: idSchema, statement: z.string().nullable() });

/** Every prompt's sound is there and is the one that was judged; every file of a voice belongs to one. */
export async function* checkVoices(context: CheckContext): AsyncGenerator<Discrepancy> {
  const { db, folders } = context;
  const voices = new Map(
    db
      .readable(
        voiceRow,
        `SELECT id, ${jsonOf('consent')} ->> '$.statement.recordingSha256' AS statement FROM voices`,
      )
      .map(({ id, statement }) => [id, { hasStatement: statement !== null }]),
  );
  const prompts = db.readable(
    promptRow,
    `SELECT prompts.id, voice_id, voices.name AS voice, prompts.prompt_sha256
     FROM prompts JOIN voices ON voices.id = voice_id ORDER BY prompts.created_at, prompts.rowid`,
  );
  for (const prompt of prompts) yield* checkPrompt(context, prompt);
  const byVoice = new Map<string, string[]>();
  for (const { id, voice_id } of prompts) byVoice.set(voice_id, [...(byVoice.get(voice_id) ?? []), id]);
  for (const folder of await readdir(folders.voices, { withFileTypes: true })) {
    const path = join(folders.voices, folder.name);
    if (!folder.isDirectory()) continue;
    const voice = voices.get(folder.name);
    if (voice)
      yield* checkFolder(context, path, {
        ...voice,
        id: folder.name,
        promptIds: byVoice.get(folder.name) ?? [],
      });
    else yield orphan(context, path, 'folder-without-voice', `voices/${folder.name}`);
  }
}

async function* checkPrompt(context: CheckContext, prompt: PromptRow): AsyncGenerator<Discrepancy> {
  const { voice, voice_id, id } = prompt;
  const name = promptFileName({ voiceId: voice_id, promptId: id });
  const file = `voices/${voice_id}/${name}`;
  const values = { voice, file };
  const problem = { severity: 'problem', values } as const;
  try {
    const bytes = await readFile(join(context.folders.voices, voice_id, name));
    context.seen(bytes.length);
    const found = await readPromptWav(file, bytes);
    if (found.promptSha256 !== prompt.prompt_sha256)
      yield {
        ...problem,
        code: 'prompt-changed',
        repair: () => accept(context, prompt, found),
      };
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') yield { ...problem, code: 'prompt-missing' };
    else
      yield {
        ...problem,
        code: 'prompt-unreadable',
      };
  }
}

async function accept({ db }: CheckContext, { id, voice_id }: PromptRow, facts: PromptFacts): Promise<void> {
  const { promptSha256, promptSec, sampleRateHz } = facts;
  const set = 'SET prompt_sha256 = ?, prompt_sec = ?, sample_rate_hz = ?';
  db.transaction(() => {
    db.run(`UPDATE prompts ${set} WHERE id = ?`, promptSha256, promptSec, sampleRateHz, id);
    const where = 'WHERE id = ? AND prompt_id = ?';
    db.run(`UPDATE voices ${set} ${where}`, promptSha256, promptSec, sampleRateHz, voice_id, id);
  });
}

/** Prompts, profiles and statements of which no row speaks; whatever else lies there is not ours to judge. */
async function* checkFolder(
  context: CheckContext,
  path: string,
  voice: { readonly id: string; readonly hasStatement: boolean; readonly promptIds: readonly string[] },
): AsyncGenerator<Discrepancy> {
  const { id: voiceId, promptIds } = voice;
  const known = new Set(promptIds.map((promptId) => promptFileName({ voiceId, promptId })));
  for (const name of await readdir(path)) {
    const file = `voices/${voiceId}/${name}`;
    const ofPrompt = promptOfProfile(name, voiceId);
    if (/^prompt(-.*)?\.wav$/.test(name) && !known.has(name))
      yield orphan(context, join(path, name), 'file-without-prompt', file);
    else if (name === 'statement.wav' && !voice.hasStatement)
      yield orphan(context, join(path, name), 'statement-without-consent', file);
    else if (ofPrompt !== undefined && !promptIds.includes(ofPrompt))
      yield orphan(context, join(path, name), 'profile-without-prompt', file);
    else if (/^profile-.*\.bin$/.test(name) && !(await isProfile(join(path, name))))
      yield {
        code: 'profile-unreadable',
        severity: 'problem',
        values: { file },
        repair: () => context.quarantine.move(join(path, name)),
      };
  }
}

async function isProfile(path: string): Promise<boolean> {
  try {
    return voiceProfileSchema.safeParse(decodeFrame(await readFile(path))).success;
  } catch {
    return false;
  }
}

function orphan({ quarantine }: CheckContext, path: string, code: string, file: string): Discrepancy {
  return {
    code,
    severity: 'problem',
    values: { file },
    repair: () => quarantine.move(path),
  };
}

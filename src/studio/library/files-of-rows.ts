import { z } from 'zod';
import { idSchema, sha256Schema } from '#contract/ids';
import { fileNameSchema } from '#contract/file-names';
import type { LibraryFinding, MissingFiles } from '#contract/library';
import { MOST_NAMES } from '#contract/library';
import type { Db } from '../storage/database/db';
import { jsonOf } from '../storage/database/rows';
import { promptFileName } from '../voices/voice-files';

/** A file that a row speaks of. */
export interface FileOfRow {
  /** Its name inside a backup. */
  readonly entry: string;
  readonly take?: {
    readonly id: string;
    readonly folder: string;
    readonly file: string;
    readonly deleted: boolean;
  };
  /** What verifying says when it is not there. */
  readonly missing: Pick<LibraryFinding, 'code' | 'values'>;
  /** It may rightly not be there: its take is being made. */
  readonly optional?: boolean;
}

const promptRow = z.object({ id: idSchema, voiceId: idSchema, voice: z.string() });
const statementRow = z.object({ id: idSchema, voice: z.string() });
const recordingRow = z.object({ id: idSchema, recording: z.string() });
const sourceRow = z.object({ sha256: sha256Schema, name: z.string().nullable() });
const takeRow = z.object({
  id: idSchema,
  folder: z.string(),
  file: fileNameSchema,
  deleted: z.number(),
  unfinished: z.number(),
});

/** Every file that the rows of a library speak of: what a backup holds, and what a restore takes out of one. */
export function filesOfRows(db: Db, { withTakes }: { readonly withTakes: boolean }): FileOfRow[] {
  const prompts = db.readable(
    promptRow,
    `SELECT prompts.id, voice_id AS voiceId, voices.name AS voice FROM prompts JOIN voices ON voices.id = voice_id`,
  );
  const statements = db.readable(
    statementRow,
    `SELECT id, name AS voice FROM voices WHERE ${jsonOf('consent')} ->> '$.statement.recordingSha256' IS NOT NULL`,
  );
  const recordings = db.readable(recordingRow, 'SELECT id, name AS recording FROM recordings');
  const sources = db.readable(
    sourceRow,
    `SELECT ${jsonOf('recipe')} ->> '$.source.sha256' AS sha256, min(${jsonOf('recipe')} ->> '$.source.name') AS name
     FROM takes GROUP BY 1`,
  );
  const takes = db.readable(
    takeRow,
    `SELECT id, folder, file, (deleted_at IS NOT NULL OR cleared_at IS NOT NULL) AS deleted,
       (state IN ('queued', 'running')) AS unfinished
     FROM takes WHERE folder IS NOT NULL AND file IS NOT NULL ORDER BY number`,
  );
  return [
    ...prompts.map(({ id, voiceId, voice }) => {
      const entry = `voices/${voiceId}/${promptFileName({ voiceId, promptId: id })}`;
      return { entry, missing: { code: 'prompt-missing', values: { voice, file: entry } } };
    }),
    ...statements.map(({ id, voice }) => {
      const entry = `voices/${id}/statement.wav`;
      return { entry, missing: { code: 'statement-missing', values: { voice, file: entry } } };
    }),
    ...recordings.map(({ id, recording }) => {
      const entry = `recordings/${id}.wav`;
      return { entry, missing: { code: 'recording-missing', values: { recording, file: entry } } };
    }),
    ...sources.map(({ sha256, name }) => {
      const entry = `sources/${sha256}.wav`;
      return { entry, missing: { code: 'source-missing', values: { name: name ?? '?', file: entry } } };
    }),
    ...(withTakes ? takes : []).map(({ id, folder, file, deleted, unfinished }) => ({
      entry: takeEntry(id, deleted !== 0),
      take: { id, folder, file, deleted: deleted !== 0 },
      missing: { code: 'take-audio-missing', values: { take: id.slice(0, 8), file, folder } },
      optional: unfinished !== 0,
    })),
  ];
}

export const takeEntry = (takeId: string, deleted: boolean): string =>
  `${deleted ? 'bin/takes' : 'takes'}/${takeId}.wav`;

export function missingOf(files: readonly FileOfRow[]): MissingFiles {
  const missing = files.filter(({ optional }) => optional !== true).map((file) => file.missing);
  return { count: missing.length, first: missing.slice(0, MOST_NAMES) };
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { readWavLayout } from '#audio/wav';
import { codeOf } from '../storage/files/storage-errors';
import { readFile } from '../storage/files/regular-file';
import type { CheckContext, Discrepancy } from './check';
import { jsonOf } from '../storage/database/rows';

const statementRow = z.object({ id: idSchema, name: z.string(), sha256: z.string() });

/** A spoken consent is there and is the one that was given. Only a person can give another: nothing is repaired. */
export async function* checkStatements({ db, folders, seen }: CheckContext): AsyncGenerator<Discrepancy> {
  const rows = db.readable(
    statementRow,
    `SELECT id, name, ${jsonOf('consent')} ->> '$.statement.recordingSha256' AS sha256 FROM voices
     WHERE ${jsonOf('consent')} ->> '$.statement.recordingSha256' IS NOT NULL`,
  );
  for (const { id, name, sha256 } of rows) {
    const file = `voices/${id}/statement.wav`;
    const values = { voice: name, file };
    try {
      const bytes = await readFile(join(folders.voices, id, 'statement.wav'));
      seen(bytes.length);
      if (createHash('sha256').update(readWavLayout(bytes).data).digest('hex') === sha256) continue;
      yield {
        code: 'statement-changed',
        severity: 'problem',
        values,
      };
    } catch (thrown) {
      const gone = codeOf(thrown) === 'ENOENT';
      yield {
        code: gone ? 'statement-missing' : 'statement-changed',
        severity: 'problem',
        values,
      };
    }
  }
}

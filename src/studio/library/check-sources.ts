import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CheckContext, Discrepancy } from './check';
import { jsonOf } from '../storage/database/rows';
import { readFile } from '../storage/files/regular-file';

const sourceRow = z.object({ sha256: z.string(), name: z.string() });

/** The speech that takes converted is there, is what its name says, and belongs to a take. */
export async function* checkSources({
  db,
  folders,
  quarantine,
  seen,
}: CheckContext): AsyncGenerator<Discrepancy> {
  const rows = db.readable(
    sourceRow,
    `SELECT ${jsonOf('recipe')} ->> '$.source.sha256' AS sha256, min(${jsonOf('recipe')} ->> '$.source.name') AS name FROM takes
     WHERE ${jsonOf('recipe')} ->> '$.source.sha256' IS NOT NULL GROUP BY 1`,
  );
  const known = new Map(rows.map(({ sha256, name }) => [`${sha256}.wav`, name]));
  const files = (await readdir(folders.sources).catch(() => [])).filter((name) => name.endsWith('.wav'));
  for (const file of files) {
    const path = join(folders.sources, file);
    const setFileAside = () => quarantine.move(path);
    const name = known.get(file);
    if (name === undefined) {
      yield {
        code: 'source-without-take',
        severity: 'problem',
        values: { file: `sources/${file}` },
        repair: setFileAside,
      };
      continue;
    }
    const bytes = await readFile(path);
    seen(bytes.length);
    if (`${createHash('sha256').update(bytes).digest('hex')}.wav` !== file)
      yield {
        code: 'source-changed',
        severity: 'problem',
        values: { name, file: `sources/${file}` },
        repair: setFileAside,
      };
  }
  const there = new Set(files);
  for (const [file, name] of known)
    if (!there.has(file))
      yield {
        code: 'source-missing',
        severity: 'note',
        values: { name, file: `sources/${file}` },
      };
}

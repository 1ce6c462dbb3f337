import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MOVES, type CheckContext, type Discrepancy } from './check';
import { jsonOf } from '../storage/database/rows';
import { readFile } from '../storage/files/regular-file';

const sourceRow = z.object({ sha256: z.string(), name: z.string() });

/** The speech that takes converted is there, is what its name says, and belongs to a take. */
export async function* checkSources({
  db,
  folders,
  setAside,
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
    const setFileAside = { words: MOVES, work: () => setAside.move(path) };
    const name = known.get(file);
    if (name === undefined) {
      yield {
        code: 'source-without-take',
        severity: 'problem',
        message: `No take converted sources/${file}.`,
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
        message: `The source speech "${name}" is not the sound that was converted: sources/${file} has changed.`,
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
        message: `The source speech "${name}" is gone; its takes stay, and cannot be made again.`,
        values: { name, file: `sources/${file}` },
      };
}

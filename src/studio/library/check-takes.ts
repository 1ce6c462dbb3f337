import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { idSchema } from '#contract/ids';
import { fileNameSchema } from '#contract/file-names';
import { readWavLayout } from '#audio/wav';
import { makeFolder } from '../storage/files/files';
import { binnedTake } from '../storage/files/folders';
import { readFile } from '../storage/files/regular-file';
import type { CheckContext, Discrepancy } from './check';

const takeRow = z.object({
  id: idSchema,
  deleted: z.number(),
  folder: z.string(),
  file: fileNameSchema,
  pcm_sha256: z.string().nullable(),
});
type TakeRow = z.output<typeof takeRow>;

/**
 * The sound of every take lies where the library says. A person may edit or remove what lies in an outputs folder, and
 * copy other files there: that is told, and left alone.
 */
export async function* checkTakes(context: CheckContext): AsyncGenerator<Discrepancy> {
  const { db, folders, outputs, quarantine } = context;
  const takes = db.readable(
    takeRow,
    `SELECT id, (deleted_at IS NOT NULL OR cleared_at IS NOT NULL) AS deleted, folder, file, pcm_sha256 FROM takes
     WHERE state NOT IN ('queued', 'running') AND folder IS NOT NULL AND file IS NOT NULL ORDER BY number`,
  );
  const places = outputs.all().filter((folder) => existsSync(folder));
  const unreachable = new Set<string>();
  for (const take of takes) {
    if (take.deleted !== 0) yield* checkDeleted(context, take);
    else if (outputs.has(take.folder) && existsSync(take.folder)) yield* checkTake(context, take, places);
    else {
      const moved = await findMoved(context, take, places);
      if (moved) yield moved;
      else unreachable.add(take.folder);
    }
  }
  for (const folder of unreachable)
    yield {
      code: 'outputs-unreachable',
      severity: 'note',
      values: { folder },
    };
  const ids = new Set(db.readable(z.object({ id: idSchema }), 'SELECT id FROM takes').map(({ id }) => id));
  const bin = dirname(binnedTake(folders, 'x'));
  for (const name of await readdir(bin).catch(() => []))
    if (name.endsWith('.wav') && !ids.has(name.slice(0, -'.wav'.length)))
      yield {
        code: 'file-without-take',
        severity: 'problem',
        values: { file: `bin/takes/${name}` },
        repair: () => quarantine.move(join(bin, name)),
      };
}

/** Somebody moved the folder, or the whole library: the very sound lies under its name in another outputs folder. */
async function findMoved(
  { db, seen }: CheckContext,
  { id, folder, file, pcm_sha256 }: TakeRow,
  places: readonly string[],
): Promise<Discrepancy | undefined> {
  for (const place of places) {
    const path = join(place, file);
    if (place === folder || pcm_sha256 === null || !existsSync(path)) continue;
    const bytes = await readFile(path);
    seen(bytes.length);
    await nextTurn();
    if (pcmSha256(bytes) !== pcm_sha256) continue;
    return {
      code: 'take-moved',
      severity: 'problem',
      values: { file, folder, place },
      repair: async () => {
        db.run('UPDATE takes SET folder = ? WHERE id = ?', place, id);
      },
    };
  }
  return undefined;
}

async function* checkTake(
  context: CheckContext,
  take: TakeRow,
  places: readonly string[],
): AsyncGenerator<Discrepancy> {
  const { folders, seen } = context;
  const path = join(take.folder, take.file);
  const values = { take: take.id.slice(0, 8), file: take.file };
  if (!existsSync(path)) {
    const binned = binnedTake(folders, take.id);
    const moved = await findMoved(context, take, places);
    if (moved) yield moved;
    else if (existsSync(binned))
      yield {
        code: 'take-in-bin',
        severity: 'problem',
        values,
        repair: () => move(binned, path),
      };
    else
      yield {
        code: 'take-audio-missing',
        severity: 'note',
        values: { ...values, folder: take.folder },
      };
    return;
  }
  const bytes = await readFile(path);
  seen(bytes.length);
  await nextTurn();
  if (take.pcm_sha256 !== null && pcmSha256(bytes) !== take.pcm_sha256)
    yield {
      code: 'take-changed',
      severity: 'note',
      values,
    };
}

async function* checkDeleted(
  { folders, outputs, seen }: CheckContext,
  take: TakeRow,
): AsyncGenerator<Discrepancy> {
  const binned = binnedTake(folders, take.id);
  const path = join(take.folder, take.file);
  seen(0);
  if (!existsSync(binned) && outputs.has(take.folder) && existsSync(path))
    yield {
      code: 'take-not-in-bin',
      severity: 'problem',
      values: { file: take.file, folder: take.folder },
      repair: () => move(path, binned),
    };
}

async function move(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
}

function pcmSha256(bytes: Uint8Array): string {
  try {
    return createHash('sha256').update(readWavLayout(bytes).data).digest('hex');
  } catch {
    return '';
  }
}

import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isTemporaryName } from '../storage/files/files';
import type { CheckContext, Discrepancy } from './check';

/** Younger ones may be in the making at this very moment. */
const STALE_MS = 60_000;

/** Temporary files of a studio that was killed, and files that were begun and never finished. */
export async function* checkLeftovers(context: CheckContext): AsyncGenerator<Discrepancy> {
  const { folders, quarantine } = context;
  const places = [folders.home, folders.recordings, folders.outputs, folders.bin, join(folders.bin, 'takes')];
  const voices = await readdir(folders.voices, { withFileTypes: true }).catch(() => []);
  for (const each of voices) if (each.isDirectory()) places.push(join(folders.voices, each.name));
  for (const place of places) {
    for (const name of await readdir(place).catch(() => [])) {
      const path = join(place, name);
      if (!isTemporaryName(name) || !(await isStale(path))) continue;
      const file = relative(folders.home, path).split(sep).join('/');
      yield {
        code: 'leftover',
        severity: 'problem',
        values: { file },
        repair: () => quarantine.move(path),
      };
    }
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS;
}

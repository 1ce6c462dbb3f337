import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { packIdOfFolder, type RemovedPack } from '#contract/packs';
import { inside } from '../storage/files/inside';
import { makeFolder } from '../storage/files/files';
import { readNote } from '../storage/files/regular-file';

/** Removed packs wait here, on the same disk, until they are restored or the bin is cleared. */
const binFolder = (modelsDir: string): string => join(modelsDir, '.bin');

/** `<folder>~<time>`: the same pack may have been removed more than once. */
const NAME = /^(.+)~(\d{1,15})$/;

/** Takes a pack out of the models folder; a link to a folder elsewhere is only let go of. */
export async function removeToBin(modelsDir: string, folderName: string): Promise<void> {
  const folder = inside(modelsDir, folderName);
  const found = await lstat(folder).catch(() => undefined);
  if (!found) return;
  if (found.isSymbolicLink()) {
    await rm(folder);
    return;
  }
  await makeFolder(binFolder(modelsDir));
  await rename(folder, inside(binFolder(modelsDir), `${folderName}~${Date.now()}`));
}

/** @throws StudioError 'pack-not-found' when it is not in the bin, 'pack-busy' when one is installed in its place */
export async function restoreFromBin(modelsDir: string, packId: string): Promise<void> {
  const entry = (await entries(modelsDir)).findLast(({ id }) => id === packId);
  if (!entry) {
    throw new StudioError('pack-not-found', { why: 'bin', pack: packId });
  }
  const target = inside(modelsDir, entry.folderName);
  if (await lstat(target).catch(() => undefined)) {
    throw new StudioError('pack-busy', { why: 'installed', pack: packId, folder: modelsDir });
  }
  await rename(join(binFolder(modelsDir), entry.name), target);
}

/** Deletes what waits in the bin. @returns its bytes */
export async function clearBin(modelsDir: string): Promise<number> {
  const removed = await listBin(modelsDir);
  await rm(binFolder(modelsDir), { recursive: true, force: true });
  return removed.reduce((sum, { bytes }) => sum + bytes, 0);
}

export async function listBin(modelsDir: string): Promise<RemovedPack[]> {
  return Promise.all(
    (await entries(modelsDir)).map(async ({ name, id, removedAt }) => ({
      packId: id,
      name: await nameOf(join(binFolder(modelsDir), name), id),
      bytes: await folderBytes(join(binFolder(modelsDir), name)),
      removedAt,
    })),
  );
}

/** @returns bytes of all files below a folder */
export async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

async function entries(modelsDir: string) {
  const names = await readdir(binFolder(modelsDir)).catch(() => []);
  return names.sort().flatMap((name) => {
    const found = NAME.exec(name);
    if (!found) return [];
    const folderName = found[1]!;
    const removedAt = new Date(Number(found[2])).toISOString();
    return [{ name, folderName, id: packIdOfFolder(folderName), removedAt }];
  });
}

async function nameOf(folder: string, id: string): Promise<string> {
  try {
    const manifest: unknown = JSON.parse(await readNote(join(folder, 'manifest.json')));
    return (manifest as { name?: string }).name ?? id;
  } catch {
    return id;
  }
}

import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reportError, StudioError } from '#contract/errors';
import type { InstalledPack } from '#contract/packs';
import { findManifest } from './find-manifest';
import { packFolders } from './local-layout';
import { PACK_FAMILY, type PackManifest } from '#contract/pack-manifest';
import { checkFiles, refuseParts } from './open-pack';
import { refuseUnsupported } from './supported-glue';

/** A pack whose names and sizes allow it to speak. */
export interface UsablePack {
  readonly dir: string;
  readonly manifest: PackManifest;
}

const preference: readonly PackManifest['status'][] = ['established', 'experimental', 'discouraged'];

/** Looks at a pack's names and sizes only, so it may be asked often. @returns what is wrong, 'pack-…', if anything is */
export function inspectPack(dir: string): UsablePack | { readonly error: StudioError } {
  try {
    const manifest = findManifest(dir);
    refuseParts(manifest);
    refuseUnsupported(manifest);
    checkFiles(manifest, dir);
    return { dir, manifest };
  } catch (thrown) {
    return { error: StudioError.from(thrown) };
  }
}

/**
 * The best pack of the models folder whose files are there.
 * @returns when nothing there can speak, what is wrong with a pack that is there; 'engine-unavailable' without any
 */
export function findInstalledPack(
  modelsDir: string | undefined,
): UsablePack | { readonly error: StudioError } {
  const usable: UsablePack[] = [];
  let broken: StudioError | undefined;
  for (const dir of modelsDir === undefined ? [] : packFolders(modelsDir)) {
    const found = inspectPack(dir);
    if ('dir' in found) usable.push(found);
    else if (found.error.code !== 'pack-not-found') broken = found.error;
  }
  const rank = ({ manifest }: UsablePack) => preference.indexOf(manifest.status);
  const [best] = usable.sort((a, b) => rank(a) - rank(b));
  return best ?? { error: unavailable(broken) };
}

/** Where packs are looked for: a named folder is the only one. */
export interface PackFolders {
  readonly packDir: string | undefined;
  readonly modelsDir: string | undefined;
}

/** Every folder that may be a pack, whole or not. @param inUse what `findInstalledPack` or `inspectPack` chose */
export function listPacks(
  folders: PackFolders,
  inUse: UsablePack | { readonly error: StudioError },
): InstalledPack[] {
  return foldersOf(folders).map((dir) => {
    const found = inspectPack(dir);
    const { name, status } = 'error' in found ? describeBroken(dir) : found.manifest;
    return {
      id: idOf(dir),
      name,
      status,
      usable: !('error' in found),
      ...('error' in found ? { problem: reportError(found.error) } : {}),
      inUse: 'dir' in inUse && inUse.dir === dir,
      stamp: packFingerprint(dir),
      ...(folders.packDir === undefined ? { folderName: basename(dir) } : {}),
    };
  });
}

/** @throws StudioError 'pack-not-found' with the ids there are */
export function findPackFolder(packId: string, folders: PackFolders): string {
  const dirs = foldersOf(folders);
  const dir = dirs.find((each) => idOf(each) === packId);
  if (dir !== undefined) return dir;
  const ids = dirs.map(idOf).join(', ');
  throw new StudioError('pack-not-found', { why: 'not-installed', pack: packId, ids });
}

/** @returns a text that changes with the name, size or time of any file of the folder */
export function packFingerprint(dir: string): string {
  const hash = createHash('sha256');
  const isThere = statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true;
  for (const name of isThere ? readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort() : []) {
    const found = statSync(join(dir, name), { throwIfNoEntry: false });
    if (found?.isFile()) hash.update(`${name}:${found.size}:${found.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function foldersOf({ packDir, modelsDir }: PackFolders): string[] {
  if (packDir !== undefined) return [packDir];
  return modelsDir === undefined ? [] : packFolders(modelsDir);
}

/** The manifest's id, or the folder's name where nothing can be read. */
export function idOf(dir: string): string {
  try {
    return findManifest(dir).id;
  } catch {
    return basename(dir);
  }
}

/** What can be said of a folder that is no whole pack. */
function describeBroken(dir: string): Pick<PackManifest, 'name' | 'status'> {
  try {
    return findManifest(dir);
  } catch {
    return { name: basename(dir), status: 'experimental' };
  }
}

/** @param cause what is wrong with the packs that are there; absent when there are none */
function unavailable(cause: StudioError | undefined): StudioError {
  return cause ?? new StudioError('engine-unavailable', { why: 'no-pack', engine: PACK_FAMILY });
}

import { chmod, lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { StudioFolders } from './folders';
import { isInside } from './inside';

const OTHERS = 0o077;
/** A folder that everybody shares, as /tmp, is nobody's to close. */
const STICKY = 0o1000;
/** What is not closed one by one still lies below a closed folder. */
const MOST_ENTRIES = 50_000;
/** Files of packs are public and may be shared with a cache by hard links, which have one mode; Chromium looks after its own. */
const LEFT_ALONE = new Set(['models', 'window']);
/** Packs on their way and removed ones, in the models folder. */
const HIDDEN = ['.incoming', '.bin'];

/** Data folders that this process writes: what lies there is for their owner alone. */
const dataFolders = new Set<string>();

/** From now on what the studio makes in this folder is made for its owner alone. Elsewhere the umask decides, as ever. */
export function keepPrivate(home: string): void {
  dataFolders.add(resolve(home));
}

/** @returns the mode to make a file with; the umask still takes from it */
export function fileMode(path: string): number {
  return isPrivate(path) ? 0o600 : 0o666;
}

/** @returns the mode to make a folder with; the umask still takes from it */
export function folderMode(path: string): number {
  return isPrivate(path) ? 0o700 : 0o777;
}

/**
 * A file that was renamed or linked keeps the mode of where it came from. On its way into a data folder it is closed; on
 * its way out it may be read by whoever may read the folder that a person chose for it.
 */
export async function settleMode(from: string, to: string): Promise<void> {
  if (process.platform === 'win32' || isPrivate(from) === isPrivate(to)) return;
  const found = await lstat(to);
  if (!found.isFile()) return;
  const readers = isPrivate(to) ? 0 : (await stat(dirname(to))).mode & 0o044;
  // a disk without modes, or somebody else's file: then it stays as it is
  await chmod(to, 0o600 | readers).catch(() => undefined);
}

export interface MendedModes {
  /** Files and folders that others could reach before. */
  readonly closed: number;
  /** False where the disk keeps no modes, or the folder belongs to somebody else. */
  readonly isPrivate: boolean;
}

/**
 * Closes a data folder of a time when the umask decided: the folder first, which guards all the rest at once, and the
 * database last, so that an interrupted mending is done again. Where both are closed nothing else is looked at.
 */
export async function mendModes({ home, database, models }: StudioFolders): Promise<MendedModes> {
  if (process.platform === 'win32') return { closed: 0, isPrivate: true };
  const open = await Promise.all([home, database, models].map(isOpen));
  if (!open.includes(true)) return { closed: 0, isPrivate: true };
  let closed = await close(home);
  if (await isOpen(home)) return { closed, isPrivate: false };
  // the folders of packs are closed, and what they hold stays as it is
  for (const folder of [...HIDDEN.map((name) => join(models, name)), models])
    closed += (await closeBelow(folder, new Set(HIDDEN), MOST_ENTRIES, false)) + (await close(folder));
  closed += await closeBelow(home, new Set([...LEFT_ALONE, basename(database)]), MOST_ENTRIES);
  return { closed: closed + (await close(database)), isPrivate: true };
}

/** @returns how many were closed */
async function closeBelow(
  folder: string,
  but: ReadonlySet<string>,
  most: number,
  deep = true,
): Promise<number> {
  let closed = 0;
  let left = most;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && left > 0; next = folders.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.slice(0, left)) {
      if (next === folder && but.has(entry.name)) continue;
      const path = join(next, entry.name);
      if (entry.isDirectory() && deep) folders.push(path);
      closed += await close(path);
    }
    left -= entries.length;
  }
  return closed;
}

/** @returns 1 when others could reach it and no longer can, else 0; links are left as they are */
async function close(path: string): Promise<number> {
  const mode = await modeOf(path);
  if ((mode & OTHERS) === 0 || (mode & STICKY) !== 0) return 0;
  return chmod(path, mode & ~OTHERS).then(
    () => 1,
    () => 0,
  );
}

async function isOpen(path: string): Promise<boolean> {
  return ((await modeOf(path)) & OTHERS) !== 0;
}

/** @returns the mode of a file or folder; 0 for what is neither, or is not there */
async function modeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && (found.isFile() || found.isDirectory()) ? found.mode & 0o7777 : 0;
}

function isPrivate(path: string): boolean {
  const place = resolve(path);
  return [...dataFolders].some((home) => place === home || isInside(place, home));
}

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What the system takes as the path of a socket: 104 bytes on macOS, 108 on Linux, a zero at the end of both. */
const LONGEST_PATH = 103;

const OTHERS = 0o077;

/**
 * @param home in full
 * @returns where the door of this data folder may be, the best place first: in the folder itself, or where that is too long
 * or no place for a socket, in a private folder of the system's temporary one. On Windows a pipe, which lies in no folder.
 */
export function doorPlaces(home: string, platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32') return [String.raw`\\.\pipe\cosyvoice-studio-` + shortHash(home.toLowerCase())];
  const user = process.getuid?.() ?? 0;
  const elsewhere = join(tmpdir(), `cosyvoice-studio-${user}-${shortHash(home)}`);
  return [join(home, 'studio.sock'), join(elsewhere, 'studio.sock')].filter(
    (path) => Buffer.byteLength(path) <= LONGEST_PATH,
  );
}

/**
 * Makes room for a socket: its folder is this user's alone, and what a killed studio left is gone. Call it while holding the
 * library's lock: nobody listens there then.
 * @throws Error where that cannot be
 */
export function preparePlace(path: string, home: string): void {
  if (process.platform === 'win32') return;
  const folder = dirname(path);
  if (folder !== home) mkdirSync(folder, { recursive: true, mode: 0o700 });
  // somebody else may have made a folder of this name, or a link, in a folder that all share
  const { mode, uid } = (folder === home ? statSync : lstatSync)(folder);
  if ((mode & OTHERS) !== 0 || uid !== process.getuid?.()) throw new Error(`${folder} is open to others`);
  const left = lstatSync(path, { throwIfNoEntry: false });
  if (!left) return;
  if (!left.isSocket()) throw new Error(`${path} is no socket`);
  rmSync(path);
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

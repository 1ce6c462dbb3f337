import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { formatBytes } from '#contract/format-bytes';
import { paths } from '#server/paths';
import { freeBytes } from '#studio/storage/files/files';
import { studioFolders } from '#studio/storage/files/folders';
import { noteTemporariesIn, withTemporary } from '#studio/storage/files/temporary-files';
import { touchFile } from '#studio/storage/files/regular-file';
import type { Finding } from './finding';

const LOW_DISK_BYTES = 2 ** 30;

export function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const runs = major > 20 || (major === 20 && minor >= 19);
  const message = `Node ${process.versions.node}`;
  return runs
    ? { area: 'node', level: 'ok', message }
    : {
        area: 'node',
        level: 'problem',
        message: `${message} is too old.`,
        repair: 'Install Node 20.19 or newer.',
      };
}

/** Whether the data folder takes files, and how many more. */
export async function checkFolder(home: string): Promise<Finding[]> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    noteTemporariesIn(studioFolders(home).temporary);
    await withTemporary(join(home, 'doctor'), (folder) => mkdir(folder));
  } catch (cause) {
    return [
      {
        area: 'disk',
        level: 'problem',
        message: `The data folder ${home} cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}).`,
        repair: 'Make it writable, or point COSYVOICE_STUDIO_HOME at a folder that is.',
      },
    ];
  }
  const free = await freeBytes(home);
  const message = `${home} is writable, ${formatBytes(free)} free`;
  return [
    free >= LOW_DISK_BYTES
      ? { area: 'disk', level: 'ok', message }
      : { area: 'disk', level: 'warning', message, repair: 'Free some space: a minute of audio takes 3 MB.' },
  ];
}

/** Whether the log can be written, as the studio itself would write it. */
export async function checkLog(file: string): Promise<Finding> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    touchFile(file, 0o600);
    return { area: 'disk', level: 'ok', message: `The log is written to ${file}` };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    return {
      area: 'disk',
      level: 'warning',
      message: `The log ${file} cannot be written (${code}); a studio keeps its lines in memory only.`,
      repair: 'Make the file and its folder writable.',
    };
  }
}

/** What of the studio is there: its built window, its samples, the optional language package, the desktop binary. */
export function checkInstallation(): Finding[] {
  return [
    present(join(paths.rendererDir, 'index.html'), 'The window is built', {
      level: 'warning',
      repair: 'Run npm run build.',
    }),
    present(join(paths.resourcesDir, 'samples/samples.json'), 'Sample voices', {
      level: 'warning',
      repair: 'Get a complete copy of the studio: resources/samples is missing.',
    }),
    isInstalled('cosyvoice-studio-espeak-voice/package.json')
      ? { area: 'installation', level: 'ok', message: 'Language package (eSpeak NG): installed' }
      : {
          area: 'installation',
          level: 'note',
          message:
            'Language package (eSpeak NG): not installed; the draft voice speaks English and Mandarin only',
          repair: 'Run npm ci without --omit=optional.',
        },
    electronBinary() === undefined
      ? {
          area: 'window',
          level: 'note',
          message:
            'Desktop window: the Electron binary is not installed; npm start opens the browser instead',
          repair: 'Run npx install-electron where GitHub can be reached.',
        }
      : { area: 'window', level: 'ok', message: 'Desktop window: the Electron binary is installed' },
  ];
}

function present(path: string, what: string, missing: Pick<Finding, 'level' | 'repair'>): Finding {
  return existsSync(path)
    ? { area: 'installation', level: 'ok', message: what }
    : { area: 'installation', ...missing, message: `${what}: missing (${path})` };
}

/** @returns the executable that npm start would run; the electron package itself would try to download it. */
function electronBinary(): string | undefined {
  if (!isInstalled('electron/package.json')) return undefined;
  const folder = dirname(fromHere.resolve('electron/package.json'));
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

const fromHere = createRequire(import.meta.url);

function isInstalled(file: string): boolean {
  try {
    fromHere.resolve(file);
    return true;
  } catch {
    return false;
  }
}

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FolderKind } from '#contract/disk';
import { inside } from './inside';

/** Where a studio keeps what it keeps. */
export interface StudioFolders {
  readonly home: string;
  readonly database: string;
  /** One folder a voice: prompt.wav and its cached profiles. */
  readonly voices: string;
  /** One WAV a recording. */
  readonly recordings: string;
  /** Speech that takes convert, one WAV a source, named by its hash. */
  readonly sources: string;
  /** Takes as a person finds them; a setting can move this elsewhere. */
  readonly outputs: string;
  /** Lists of the folders that a person chose for takes and for packs, now or earlier. */
  readonly chosenFolders: Readonly<Record<FolderKind, string>>;
  /** One folder a CosyVoice 3 pack. */
  readonly models: string;
  /** Pack manifests that a person added to those of the studio. */
  readonly manifests: string;
  readonly logs: string;
  /** What the last probe of this machine found. */
  readonly machine: string;
  /** Keys of other programs, by their hashes. */
  readonly apiKeys: string;
  /** Whole libraries in one file each. */
  readonly backups: string;
  /** A note of each temporary file that is being written, wherever it lies. */
  readonly temporary: string;
  /** Exports that wait for a browser to fetch them. */
  readonly exports: string;
  /** Audio of deleted takes, until it is restored. */
  readonly bin: string;
}

export function studioFolders(home: string): StudioFolders {
  return {
    home,
    database: join(home, 'library.db'),
    voices: join(home, 'voices'),
    recordings: join(home, 'recordings'),
    sources: join(home, 'sources'),
    outputs: join(home, 'outputs'),
    chosenFolders: {
      outputs: join(home, 'outputs-folders.json'),
      models: join(home, 'models-folders.json'),
    },
    models: join(home, 'models'),
    manifests: join(home, 'manifests'),
    logs: join(home, 'logs'),
    machine: join(home, 'machine.json'),
    apiKeys: join(home, 'api-keys.json'),
    backups: join(home, 'backups'),
    temporary: join(home, 'temporary'),
    exports: join(home, 'exports'),
    bin: join(home, 'bin'),
  };
}

/** @returns COSYVOICE_STUDIO_HOME in full, else the folder this system keeps application data in */
export function defaultHome(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  // rows name folders in full; from another working folder a relative one would lie elsewhere
  if (env.COSYVOICE_STUDIO_HOME) return resolve(env.COSYVOICE_STUDIO_HOME);
  if (platform === 'win32')
    return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'CosyVoice Studio');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'CosyVoice Studio');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'cosyvoice-studio');
}

/** @returns where the speech lies that takes converted, by its hash */
export function sourceFile(folders: StudioFolders, sha256: string): string {
  return inside(folders.sources, `${sha256}.wav`);
}

/** @returns where a deleted take's audio waits */
export function binnedTake(folders: StudioFolders, takeId: string): string {
  return inside(folders.bin, 'takes', `${takeId}.wav`);
}

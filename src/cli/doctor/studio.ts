import { createServer } from 'node:net';
import type { DiskReport } from '#contract/disk';
import { formatBytes } from '#contract/format-bytes';
import type { Pack } from '#contract/packs';
import type { Settings } from '#contract/studio-state';
import { packCheckWords } from '#i18n/finding-words';
import { errorWords } from '#i18n/error-words';
import { LOW_SPACE_BYTES } from '#studio/health/status';
import { libraryHolder } from '#studio/storage/library-lock';
import { counted } from '../output';
import { withStudio } from '../with-studio';
import type { Finding } from './finding';

/** What a library says of itself to somebody who only looks; undefined before there is one. */
export interface LibraryView {
  readonly disk: DiskReport;
  readonly settings: Settings;
  readonly packs: readonly Pack[];
}

export async function viewLibrary(): Promise<LibraryView | undefined> {
  try {
    return await withStudio({ readOnly: true }, async ({ api }) => ({
      disk: await api.getDisk(),
      settings: await api.getSettings(),
      packs: await api.listPacks(),
    }));
  } catch {
    // none yet, or damaged: the studio itself will say which
    return undefined;
  }
}

/** Who has the library open, and whether a window can be served. */
export async function checkStudio(home: string): Promise<Finding[]> {
  const holder = libraryHolder(home);
  const lock: Finding =
    holder === undefined
      ? { area: 'studio', level: 'ok', message: 'No studio has the library open' }
      : {
          area: 'studio',
          level: 'note',
          message: `The library is open in ${holder}; commands go through it`,
        };
  return [lock, await checkPort()];
}

/** Where takes, packs and the bin lie, and what old takes would go. */
export function checkFolders({ disk, settings }: LibraryView): Finding[] {
  const folders = (['outputs', 'models'] as const).map((kind): Finding => {
    const { folder, files, bytes, freeBytes } = disk[kind];
    const free = freeBytes === undefined ? 'its disk cannot be asked' : `${formatBytes(freeBytes)} free`;
    const message = `${folder}: ${counted(files, 'file')}, ${formatBytes(bytes)}; ${free}`;
    if (freeBytes === undefined || freeBytes >= LOW_SPACE_BYTES)
      return { area: 'disk', level: 'ok', message };
    return {
      area: 'disk',
      level: 'warning',
      message,
      repair: `Free some space, or: settings set ${kind}-folder FOLDER --move`,
    };
  });
  const { files, bytes } = disk.bin;
  const days = settings.keepTakesDays;
  const kept = days === 0 ? 'takes are kept for ever' : `takes go there after ${days} days, favourites never`;
  return [
    ...folders,
    { area: 'disk', level: 'ok', message: `Bin: ${counted(files, 'file')}, ${formatBytes(bytes)}; ${kept}` },
    ...(disk.move?.state === 'failed'
      ? [
          {
            area: 'disk',
            level: 'warning',
            message: `A move stopped: ${disk.move.error ? errorWords(disk.move.error, 'en').detail : ''}`,
          } as const,
        ]
      : []),
  ];
}

/** What checking the installed packs found, how exactly a compiled one is stored among it. */
export function checkPacks({ packs }: LibraryView): Finding[] {
  return packs.flatMap(({ id, state, verified }): Finding[] => {
    if (state === 'not-installed' || state === 'downloading' || state === 'paused') return [];
    if (!verified)
      return [
        {
          ...{ area: 'engine', level: 'note', message: `${id} has not been checked on this computer` },
          repair: `packs verify ${id}`,
        },
      ];
    const { checks, passed, verifiedAt } = verified;
    const failed = checks.filter((check) => check.state === 'failed');
    const found = passed
      ? checks.filter((check) => check.id === 'precision' && check.state === 'passed')
      : failed;
    const facts = found.map((check) => `${check.id}: ${packCheckWords(check, 'en')}`).join('; ');
    const verdict = `${id} ${passed ? 'passed' : 'failed'} its checks on ${verifiedAt.slice(0, 10)}`;
    const message = facts === '' ? verdict : `${verdict}; ${facts}`;
    return [{ area: 'engine', level: passed ? 'ok' : 'warning', message }];
  });
}

/** A port of its own choosing on loopback: what `serve` and `npm start` listen on. */
function checkPort(): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ message }) =>
      resolve({
        area: 'studio',
        level: 'problem',
        message: `127.0.0.1 cannot be listened on: ${message}`,
        repair: 'Allow programs to listen on the loopback address.',
      }),
    );
    server.listen(0, '127.0.0.1', () =>
      server.close(() =>
        resolve({
          area: 'studio',
          level: 'ok',
          message: '127.0.0.1 can be listened on; a free port is chosen',
        }),
      ),
    );
  });
}

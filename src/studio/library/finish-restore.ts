import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeWhole } from '../storage/files/files';
import { readNoteSync } from '../storage/files/regular-file';
import { Quarantine } from './quarantine';

/** A restore that was prepared and not finished yet; names of folders inside the data folder. */
const markSchema = z.object({
  staging: z.string().regex(/^\.restore-[0-9a-f-]{36}$/),
  aside: z.string().regex(/^[0-9A-Za-z-]+$/),
});

const MARK = 'restore.json';
const STAGING = /^\.restore-[0-9a-f-]{36}$/;

/** What changes places, the database's companions before the database. */
const items = [
  'library.db-wal',
  'library.db-shm',
  'voices',
  'recordings',
  'sources',
  'bin',
  'outputs',
  'library.db',
];

export const stagingName = (id: string): string => `.restore-${id}`;

/** From here on the staged library is the library. @returns the folder that the present one moves to */
export async function commitRestore(home: string, staging: string): Promise<string> {
  const aside = `${new Date().toISOString().replace(/[:.]/g, '-')}-before-restore`;
  const mark = { staging: basename(staging), aside };
  await writeWhole(join(home, MARK), [new TextEncoder().encode(JSON.stringify(mark))]);
  return join(home, 'set-aside', aside);
}

/**
 * Puts a prepared library in place of the present one, which is moved aside. Every step can be interrupted and done
 * again; without a mark, what is left of an interrupted preparation is removed. Call it while holding the library lock
 * and before the database is opened.
 * @returns `unread`: the folder that a mark which cannot be read was moved to, with all that was prepared
 */
export async function finishRestore(home: string): Promise<{ readonly unread?: string }> {
  const mark = readMark(home);
  if (mark === 'unreadable') return { unread: await putAside(home) };
  if (mark) {
    const staging = join(home, mark.staging);
    const aside = join(home, 'set-aside', mark.aside);
    await makeFolder(aside);
    // the database goes last: while it is staged, the rest is not finished
    if (existsSync(join(staging, 'library.db')))
      for (const item of items) exchange(join(home, item), join(staging, item), join(aside, item));
    rmSync(join(home, MARK));
  }
  for (const name of readdirSync(home))
    if (STAGING.test(name)) rmSync(join(home, name), { recursive: true, force: true });
  return {};
}

/** Which library a mark meant nobody can tell any more: it and what was prepared are kept, and the present one stays. */
async function putAside(home: string): Promise<string> {
  const setAside = new Quarantine(home);
  for (const name of readdirSync(home))
    if (name === MARK || STAGING.test(name)) await setAside.move(join(home, name));
  return setAside.usedFolder ?? home;
}

function exchange(present: string, staged: string, aside: string): void {
  const isCompanion = present.endsWith('-wal') || present.endsWith('-shm');
  if (!isCompanion && !existsSync(staged)) return;
  if (existsSync(present)) renameSync(present, aside);
  if (!isCompanion) renameSync(staged, present);
}

function readMark(home: string): z.output<typeof markSchema> | 'unreadable' | undefined {
  if (!existsSync(join(home, MARK))) return undefined;
  try {
    return markSchema.parse(JSON.parse(readNoteSync(join(home, MARK))));
  } catch {
    return 'unreadable';
  }
}

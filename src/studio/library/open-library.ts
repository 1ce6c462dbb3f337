import { existsSync } from 'node:fs';
import type { FolderKind } from '#contract/disk';
import { StudioError } from '#contract/errors';
import { personal, type Personal } from '#contract/personal';
import { connectDb } from '../storage/database/connect-db';
import type { Db } from '../storage/database/db';
import { dropEntry, triggersOf, type SchemaEntry } from '../storage/database/schema';
import { openLibraryDb, requireDatabaseFiles } from '../storage/database/open-db';
import { FileAccess } from '../storage/files/file-access';
import { keepPrivate, mendModes, type MendedModes } from '../storage/files/file-modes';
import type { FoundAgain } from './find-again';
import { ensureFolder, makeFolder, removeLeftovers } from '../storage/files/files';
import { ChosenFolders } from '../storage/chosen-folders';
import type { StudioFolders } from '../storage/files/folders';
import { lockLibrary } from '../storage/library-lock';
import { isLost, libraryLost, recoverLost } from './lost-library';
import { refreshSearch } from '../storage/database/search-repair';
import { TakeBin } from '../takes/take-bin';
import { TakeStore } from '../takes/take-store';
import { clearTemporaries, noteTemporariesIn } from '../storage/files/temporary-files';
import { UnfinishedFiles } from '../storage/unfinished-files';
import { Quarantine } from './quarantine';
import { storageError } from '../storage/files/storage-errors';
import { finishRestore } from './finish-restore';

export interface Mended {
  readonly message: string;
  readonly data: Readonly<Record<string, Personal | number>>;
}

/** A library that this process may write, or look at. */
export interface OpenLibrary {
  readonly db: Db;
  readonly chosen: Readonly<Record<FolderKind, ChosenFolders>>;
  readonly release: () => void;
  /** What was wrong with it and is mended, for the log. */
  readonly mended: readonly Mended[];
  /** What was found in the folders of a library whose database was missing or empty. */
  readonly foundAgain?: FoundAgain;
  /** Files that a killed studio began and that were removed, relative to the data folder. */
  readonly leftovers: readonly string[];
  /** What of the data folder others could reach until now. */
  readonly modes: MendedModes;
}

/**
 * @returns the library for looking only: nothing is locked, made or tidied
 * @throws StudioError 'library-lost', 'library-damaged'
 */
export function lookAtLibrary(folders: StudioFolders): OpenLibrary {
  noteTemporariesIn(folders.temporary);
  if (isLost(folders)) throw libraryLost(folders);
  const mended: Mended[] = [];
  const onSearchLost = () => mended.push(searchReplaced);
  const db = openLibraryDb(folders.database, { readOnly: true, onSearchLost });
  const chosen = ChosenFolders.openAll(folders, db, { readOnly: true });
  const modes = { closed: 0, isPrivate: true };
  return { db, chosen, release: () => undefined, mended, leftovers: [], modes };
}

/**
 * Locks the library for this process, makes its folders, and brings what a killed studio left half-done to an end.
 * @throws StudioError 'library-locked', 'library-damaged', 'folder-not-writable', 'disk-full'
 */
export async function takeLibrary(folders: StudioFolders): Promise<OpenLibrary> {
  keepPrivate(folders.home);
  await ensureFolder(folders.home);
  const { release } = lockLibrary(folders.home);
  try {
    const modes = await mendModes(folders);
    noteTemporariesIn(folders.temporary);
    await clearTemporaries(folders.temporary);
    const { unread } = await finishRestore(folders.home);
    for (const folder of [folders.voices, folders.recordings, folders.sources, folders.logs, folders.bin])
      await ensureFolder(folder);
    // a missing outputs folder is made before a take; a studio without one can still be looked at
    await makeFolder(folders.outputs).catch(() => undefined);
    for (const folder of [folders.recordings, folders.voices, folders.sources, folders.outputs])
      await removeLeftovers(folder);
    const setAside = await setTriggersAside(folders);
    const foundAgain = isLost(folders) ? await recoverLost(folders) : undefined;
    const opened = await openSettled(folders);
    const mended = [...(unread === undefined ? [] : [restoreUnread(unread)]), ...setAside, ...opened.mended];
    return { ...opened, ...(foundAgain ? { foundAgain } : {}), mended, release, modes };
  } catch (thrown) {
    release();
    throw thrown;
  }
}

/** Before anything is written: a trigger would change rows by itself. What each says is kept. */
async function setTriggersAside({ database, home }: StudioFolders): Promise<Mended[]> {
  requireDatabaseFiles(database);
  if (!existsSync(database)) return [];
  const db = connectDb(database);
  try {
    const triggers = readTriggers(db);
    const quarantine = new Quarantine(home);
    for (const trigger of triggers) {
      await quarantine.keepRow('sqlite_schema', trigger);
      dropEntry(db, trigger);
    }
    const folder = quarantine.usedFolder;
    return folder === undefined ? [] : [triggersAside(triggers.length, folder)];
  } catch (thrown) {
    throw storageError(thrown, { folder: home });
  } finally {
    db.close();
  }
}

function readTriggers(db: Db): SchemaEntry[] {
  try {
    return triggersOf(db);
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    // no library at all: opening it says what it is
    return [];
  }
}

/** The database, with what a killed studio left half-done brought to an end. */
async function openSettled(
  folders: StudioFolders,
): Promise<Pick<OpenLibrary, 'db' | 'chosen' | 'leftovers' | 'mended'>> {
  let searchLost = false;
  const db = openLibraryDb(folders.database, { onSearchLost: () => (searchLost = true) });
  try {
    searchLost = refreshSearch(db) || searchLost;
    const chosen = ChosenFolders.openAll(folders, db);
    const access = new FileAccess();
    const unfinished = new UnfinishedFiles(db, folders.home, access);
    const leftovers = unfinished.clear();
    await new TakeBin({ db, store: new TakeStore(db, chosen.outputs), folders, unfinished, access }).settle();
    return { db, chosen, leftovers, mended: searchLost ? [searchRenewed] : [] };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

const searchReplaced: Mended = {
  message: 'The search index is damaged: words are looked up in one made in memory; verifying can repair it',
  data: {},
};

const searchRenewed: Mended = {
  message: 'The search index was damaged and was written anew; nothing else was',
  data: {},
};

const triggersAside = (count: number, folder: string): Mended => ({
  message: `The database had ${count} triggers that the studio did not make; they were set aside and change nothing`,
  data: { folder: personal(folder) },
});

const restoreUnread = (folder: string): Mended => ({
  message:
    'The note of a restore could not be read: it and what was prepared were set aside, the library stays',
  data: { folder: personal(folder) },
});

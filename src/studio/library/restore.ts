import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { StudioError } from '#contract/errors';
import { studioFolders } from '../storage/files/folders';
import { freeNames } from './free-names';
import { connectDb } from '../storage/database/connect-db';
import { Archive } from '../storage/archive/archive';
import { fileChanged, fileMissing, manifestInvalid, newer, unsafe } from '../storage/archive/archive-errors';
import { parseManifest, readJson } from '../storage/archive/manifest-json';
import { MANIFEST } from '../exchange/voice-pack-format';
import { ensureFolder, makeFolder, requireSpace, writeWhole } from '../storage/files/files';
import { lockLibrary } from '../storage/library-lock';
import { migrate, migrations, requireKnownVersion } from '../storage/database/migrations';
import { refreshSearch } from '../storage/database/search-repair';
import {
  BACKUP_VERSION,
  backupHeadSchema,
  backupLimits,
  backupManifestSchema,
  backupPlaces,
  DATABASE_ENTRY,
  MAX_BACKUP_MANIFEST_BYTES,
  type BackupManifest,
} from './backup-format';
import { takeOver } from './take-over';
import { commitRestore, finishRestore, stagingName } from './finish-restore';
import { clearTemporaries, noteTemporariesIn } from '../storage/files/temporary-files';

export interface RestoreParts {
  readonly home: string;
  readonly onProgress: (done: number, total: number) => void;
  /** Keeps others from changing the present library from the commit on. */
  readonly whileCommitting?: <T>(commit: () => Promise<T>) => Promise<T>;
}

export interface PreparedRestore {
  /** Folder that the present library is moved to. */
  readonly aside: string;
  readonly createdAt: string;
  readonly files: number;
  readonly bytes: number;
  /** Rows and values of its database that are not ours, or cannot be read. */
  readonly leftOut: number;
}

/**
 * Unpacks a backup beside the present library, holds every byte against its hash, and marks it as the next library; the
 * exchange itself happens when a studio opens the data folder (`finishRestore`). Call it while holding the library lock.
 * Until the mark is written the present library is the library; after it the restored one is.
 * @throws StudioError 'archive-…', 'disk-full', 'file-not-found', 'library-damaged'
 */
export async function prepareRestore(path: string, parts: RestoreParts): Promise<PreparedRestore> {
  const archive = await Archive.open(path, path, backupLimits);
  const staging = join(parts.home, stagingName(randomUUID()));
  try {
    const manifest = await readBackupManifest(archive);
    const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
    await requireSpace(parts.home, bytes);
    for (const folder of ['voices', 'recordings', 'sources', 'outputs', 'bin/takes'])
      await makeFolder(join(staging, folder));
    let done = 0;
    const files = Object.keys(manifest.files);
    const onBytes = (count: number) => parts.onProgress((done += count), bytes);
    // the database first: it says what the takes are called
    const received = join(staging, 'received.db');
    await unpack(archive, DATABASE_ENTRY, received, manifest, onBytes);
    const outputs = join(parts.home, 'outputs');
    const { nameOf, leftOut } = settleDatabase(received, join(staging, DATABASE_ENTRY), outputs, manifest);
    for (const ending of ['', '-wal', '-shm']) await rm(`${received}${ending}`, { force: true });
    for (const entry of files) {
      if (entry === DATABASE_ENTRY) continue;
      await unpack(archive, entry, join(staging, ...placeOf(entry, nameOf)), manifest, onBytes);
    }
    const commit = () => commitRestore(parts.home, staging);
    const aside = await (parts.whileCommitting ? parts.whileCommitting(commit) : commit());
    return { aside, createdAt: manifest.createdAt, files: files.length, bytes, leftOut };
  } catch (thrown) {
    await rm(staging, { recursive: true, force: true });
    throw thrown;
  } finally {
    archive.close();
  }
}

/**
 * Restores into a data folder that no studio has open; the library in it, if any, is moved aside.
 * @throws StudioError as `prepareRestore`, and 'library-locked'
 */
export async function restoreClosed(path: string, parts: RestoreParts): Promise<PreparedRestore> {
  await ensureFolder(parts.home);
  const { release } = lockLibrary(parts.home);
  try {
    const { temporary } = studioFolders(parts.home);
    noteTemporariesIn(temporary);
    await clearTemporaries(temporary);
    await finishRestore(parts.home);
    const prepared = await prepareRestore(path, parts);
    await finishRestore(parts.home);
    return prepared;
  } finally {
    release();
  }
}

async function readBackupManifest(archive: Archive): Promise<BackupManifest> {
  const json = await readJson(archive, MANIFEST, MAX_BACKUP_MANIFEST_BYTES);
  const { version } = parseManifest(MANIFEST, backupHeadSchema, json);
  if (version > BACKUP_VERSION) throw newer(version, BACKUP_VERSION);
  const manifest = parseManifest(MANIFEST, backupManifestSchema, json);
  for (const name of archive.names) {
    if (name === MANIFEST) continue;
    if (!backupPlaces.test(name)) throw unsafe('type', name);
    if (!Object.hasOwn(manifest.files, name)) throw unsafe('unnamed', name);
  }
  for (const name of Object.keys(manifest.files)) if (!archive.has(name)) throw fileMissing(name);
  if (!archive.has(DATABASE_ENTRY)) throw fileMissing(DATABASE_ENTRY);
  return manifest;
}

async function unpack(
  archive: Archive,
  entry: string,
  to: string,
  { files }: BackupManifest,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const hash = createHash('sha256');
  async function* pieces() {
    for await (const piece of archive.stream(entry)) {
      hash.update(piece);
      onBytes(piece.length);
      yield piece;
    }
    // inside the writing, so that a wrong file never gets its name
    if (files[entry]?.sha256 !== hash.digest('hex')) throw fileChanged(entry);
  }
  await makeFolder(dirname(to));
  await writeWhole(to, pieces());
}

const takeRow = z.object({ id: z.string(), file: z.string() });

/**
 * Writes the library of a backup anew at `path`: the rows that our own schema knows, value by value. Its takes come into
 * the outputs folder of this data folder, whatever folder they lay in before.
 * @param received the database as it came
 * @returns the file name of a take, and how many rows and values were left out
 * @throws StudioError 'archive-damaged', 'library-newer'
 */
function settleDatabase(
  received: string,
  path: string,
  outputs: string,
  { files }: BackupManifest,
): { nameOf: (takeId: string) => string; leftOut: number } {
  const from = connectDb(received);
  const fresh = connectDb(path);
  try {
    // nothing that a schema from elsewhere says is run
    from.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
    const check = from.get(z.object({ quick_check: z.string() }), 'PRAGMA quick_check(1)')?.quick_check;
    if (check !== 'ok') throw new Error(check ?? 'it is empty');
    const version = from.version();
    requireKnownVersion(version, received);
    for (const step of migrations.slice(0, version)) fresh.exec(step);
    fresh.exec(`PRAGMA user_version = ${version}`);
    const names = new Map<string, string>();
    const freeName = freeNames();
    const leftOut = fresh.transaction(() => {
      const count = takeOver(from, fresh);
      for (const { id, file } of fresh.readable(
        takeRow,
        'SELECT id, file FROM takes WHERE file IS NOT NULL',
      )) {
        if (!Object.hasOwn(files, `takes/${id}.wav`)) continue;
        const name = freeName(file);
        names.set(id, name);
        fresh.run('UPDATE takes SET folder = ?, file = ? WHERE id = ?', outputs, name, id);
      }
      return count;
    });
    migrate(fresh, path);
    refreshSearch(fresh);
    return { nameOf: (takeId) => names.get(takeId) ?? `${takeId}.wav`, leftOut };
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    throw manifestInvalid(DATABASE_ENTRY, { why: 'manifest-database' }, thrown);
  } finally {
    from.close();
    fresh.close();
  }
}

function placeOf(entry: string, nameOf: (takeId: string) => string): string[] {
  const take = /^takes\/([0-9a-z-]+)\.wav$/.exec(entry)?.[1];
  return take === undefined ? entry.split('/') : ['outputs', nameOf(take)];
}

import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Restored } from '#contract/library';
import { studioFolders } from '../storage/files/folders';
import { Archive } from '../storage/archive/archive';
import { fileChanged, fileMissing, newer, unsafe } from '../storage/archive/archive-errors';
import { parseManifest, readJson } from '../storage/archive/manifest-json';
import { MANIFEST } from '../exchange/voice-pack-format';
import { ensureFolder, makeFolder, requireSpace, writeWhole } from '../storage/files/files';
import { lockLibrary } from '../storage/library-lock';
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
import { settleDatabase } from './settle-database';
import { commitRestore, finishRestore, stagingName } from './finish-restore';
import { clearTemporaries, noteTemporariesIn } from '../storage/files/temporary-files';

export interface RestoreParts {
  readonly home: string;
  readonly onProgress: (done: number, total: number) => void;
  /** Keeps others from changing the present library from the commit on. */
  readonly whileCommitting?: <T>(commit: () => Promise<T>) => Promise<T>;
}

/**
 * Unpacks a backup beside the present library, holds every byte against its hash, and marks it as the next library; the
 * exchange itself happens when a studio opens the data folder (`finishRestore`). Call it while holding the library lock.
 * Until the mark is written the present library is the library; after it the restored one is.
 * @throws StudioError 'archive-…', 'disk-full', 'file-not-found', 'library-damaged'
 */
export async function prepareRestore(path: string, parts: RestoreParts): Promise<Restored> {
  const archive = await Archive.open(path, path, backupLimits);
  const staging = join(parts.home, stagingName(randomUUID()));
  try {
    const manifest = await readBackupManifest(archive);
    const bytesOf = (entries: readonly string[]) =>
      entries.reduce((sum, entry) => sum + (manifest.files[entry]?.bytes ?? 0), 0);
    await requireSpace(parts.home, bytesOf(Object.keys(manifest.files)));
    for (const folder of ['voices', 'recordings', 'sources', 'outputs', 'bin/takes'])
      await makeFolder(join(staging, folder));
    // the database first: it says which files it has, and what the takes are called
    const received = join(staging, 'received.db');
    await unpack(archive, DATABASE_ENTRY, received, manifest, () => undefined);
    const { files, ...told } = settleDatabase(received, join(staging, DATABASE_ENTRY), parts.home, manifest);
    for (const ending of ['', '-wal', '-shm']) await rm(`${received}${ending}`, { force: true });
    const bytes = bytesOf([DATABASE_ENTRY, ...files.keys()]);
    let done = bytesOf([DATABASE_ENTRY]);
    const onBytes = (count: number) => parts.onProgress((done += count), bytes);
    for (const [entry, place] of files)
      await unpack(archive, entry, join(staging, ...place), manifest, onBytes);
    const commit = () => commitRestore(parts.home, staging);
    const aside = await (parts.whileCommitting ? parts.whileCommitting(commit) : commit());
    return { aside, createdAt: manifest.createdAt, files: files.size + 1, bytes, ...told };
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
export async function restoreClosed(path: string, parts: RestoreParts): Promise<Restored> {
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

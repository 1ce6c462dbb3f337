import { createHash } from 'node:crypto';
import { mkdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { StudioError } from '#contract/errors';
import type { MissingFiles } from '#contract/library';
import type { Db } from '../storage/database/db';
import { connectDb } from '../storage/database/connect-db';
import { connectForLooking } from '../storage/database/look-db';
import { ensureFolder, requireSpace, writeWhole } from '../storage/files/files';
import { codeOf } from '../storage/files/storage-errors';
import { openFile, statIfThere } from '../storage/files/regular-file';
import { isLost, libraryLost } from './lost-library';
import { withTemporary } from '../storage/files/temporary-files';
import type { StudioFolders } from '../storage/files/folders';
import { MANIFEST } from '../exchange/voice-pack-format';
import type { ChosenFolders } from '../storage/chosen-folders';
import { filesToKeep, placesOf, type BackupFile } from './backup-files';
import { BACKUP_FORMAT, BACKUP_VERSION, DATABASE_ENTRY, type BackupManifest } from './backup-format';

export interface BackupParts {
  readonly db: Db;
  readonly folders: StudioFolders;
  readonly outputs: ChosenFolders;
  readonly appVersion: string;
  readonly onProgress: (done: number, total: number) => void;
}

export interface BackupOnDisk {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  readonly missing: MissingFiles;
}

/**
 * Writes the whole library into one file, streamed: first a snapshot of the database by SQLite itself, then the files that
 * the snapshot speaks of. The studio goes on working meanwhile.
 * @throws StudioError 'disk-full', 'folder-not-writable'; 'file-not-found' when a file goes for good meanwhile
 */
export async function writeBackup(
  path: string,
  { db, folders, outputs, appVersion, onProgress }: BackupParts,
  { withTakes }: { readonly withTakes: boolean },
): Promise<BackupOnDisk> {
  requireLibrary(folders);
  await ensureFolder(dirname(path));
  // beside the backup: there is room there; a folder of its own takes what SQLite lays beside a database
  return withTemporary(join(dirname(path), DATABASE_ENTRY), async (temporary) => {
    // words and voices, whoever may read the folder it lies in
    await mkdir(temporary, 0o700);
    const snapshot = join(temporary, DATABASE_ENTRY);
    snapshotTo(snapshot, folders.database);
    const { files, missing } = await listFiles(snapshot, folders, outputs, withTakes);
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    await requireSpace(dirname(path), total);
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      version: BACKUP_VERSION,
      app: `CosyVoice Studio ${appVersion}`,
      createdAt: new Date().toISOString(),
      withTakes,
      files: {},
    };
    let done = 0;
    const zip = zipOf(files, {
      manifest,
      placesNow: (takeId) => placesOf(db, folders, outputs, takeId),
      onBytes: (bytes) => onProgress((done += bytes), total),
    });
    await writeWhole(path, zip);
    return { path, bytes: (await stat(path)).size, files: files.length, missing };
  });
}

/** @throws StudioError 'file-not-found' where no library lies: looking makes none; 'library-lost' where one lay */
export function requireLibrary(folders: StudioFolders): void {
  const { database, home } = folders;
  if (statIfThere(database)) return;
  if (isLost(folders)) throw libraryLost(folders);
  throw new StudioError('file-not-found', { why: 'library', home, path: database });
}

/** By a connection of its own: one that only looks may not copy, and others may write meanwhile. */
function snapshotTo(snapshot: string, database: string): void {
  const db = connectForLooking(database);
  try {
    db.exec('PRAGMA query_only = OFF');
    db.run('VACUUM INTO ?', snapshot);
  } finally {
    db.close();
  }
}

async function listFiles(
  snapshot: string,
  folders: StudioFolders,
  outputs: ChosenFolders,
  withTakes: boolean,
): Promise<{ readonly files: BackupFile[]; readonly missing: MissingFiles }> {
  const copy = connectDb(snapshot);
  try {
    const database = { entry: DATABASE_ENTRY, path: snapshot, bytes: (await stat(snapshot)).size };
    const { kept, missing } = await filesToKeep(copy, folders, outputs, { withTakes });
    return { files: [database, ...kept], missing };
  } finally {
    copy.close();
  }
}

interface ZipParts {
  readonly manifest: BackupManifest;
  readonly placesNow: (takeId: string) => string[];
  readonly onBytes: (bytes: number) => void;
}

/** The manifest comes last: it holds the hashes of what went before it. */
function zipOf(files: readonly BackupFile[], parts: ZipParts): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new Error('yazl no longer writes into a Node stream.');
  // yazl has no ears for a file that fails half-way; whoever reads the archive must hear of it
  const fail = (thrown: Error) => void output.destroy(thrown);
  zip.on('error', fail);
  const addLazily = (entry: string, compress: boolean, pieces: () => AsyncIterable<Buffer> | Buffer[]) =>
    zip.addReadStreamLazy(entry, { compress }, (give) =>
      give(null, Readable.from(pieces()).on('error', fail)),
    );
  for (const file of files) addLazily(file.entry, false, () => hashed(file, parts));
  addLazily(MANIFEST, true, () => [Buffer.from(JSON.stringify(parts.manifest))]);
  zip.end();
  return output as AsyncIterable<Buffer> & Readable;
}

async function* hashed(file: BackupFile, { manifest, placesNow, onBytes }: ZipParts): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await openWherever(file, placesNow);
  for await (const piece of handle.createReadStream({ highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    onBytes(piece.length);
    yield piece;
  }
  manifest.files[file.entry] = { sha256: hash.digest('hex'), bytes };
}

/** A file that is open stays whole, wherever it is moved to. */
async function openWherever(
  { path, takeId }: BackupFile,
  placesNow: ZipParts['placesNow'],
): Promise<FileHandle> {
  const places = [path];
  // between asking for the place and opening it, it may move again
  for (let tries = 0; tries < 5; tries++) {
    for (const place of places) {
      const handle = await openFile(place).catch((thrown: unknown) => {
        if (codeOf(thrown) !== 'ENOENT') throw thrown;
      });
      if (handle) return handle;
    }
    if (takeId !== undefined) places.splice(0, places.length, ...placesNow(takeId));
  }
  throw new StudioError('file-not-found', { why: 'went-away', path });
}

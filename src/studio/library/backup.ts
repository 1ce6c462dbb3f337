import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { StudioError } from '#contract/errors';
import { connectDb } from './db';
import { ensureFolder, requireSpace, writeWhole } from './files';
import type { StudioFolders } from '../folders';
import { MANIFEST } from '../exchange/voice-pack-format';
import { filesToKeep, type BackupFile } from './backup-files';
import { BACKUP_FORMAT, BACKUP_VERSION, DATABASE_ENTRY, type BackupManifest } from './backup-format';

export interface BackupParts {
  readonly folders: StudioFolders;
  readonly appVersion: string;
  readonly onProgress: (done: number, total: number) => void;
}

export interface WrittenBackup {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
}

/**
 * Writes the whole library into one file, streamed: first a snapshot of the database by SQLite itself, then the files that
 * the snapshot speaks of. The studio goes on working meanwhile.
 * @throws StudioError 'disk-full', 'folder-not-writable'
 */
export async function writeBackup(
  path: string,
  { folders, appVersion, onProgress }: BackupParts,
  { withTakes }: { readonly withTakes: boolean },
): Promise<WrittenBackup> {
  requireLibrary(folders);
  await ensureFolder(dirname(path));
  // beside the backup: there is room there, and a reader leaves nothing in the data folder
  const snapshot = join(dirname(path), `.${DATABASE_ENTRY}.${randomUUID()}.tmp`);
  try {
    snapshotTo(snapshot, folders.database);
    const files = await listFiles(snapshot, folders, withTakes);
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
    const zip = zipOf(files, manifest, (bytes) => onProgress((done += bytes), total));
    await writeWhole(path, zip);
    return { path, bytes: (await stat(path)).size, files: files.length };
  } finally {
    await rm(snapshot, { force: true });
  }
}

function requireLibrary({ database, home }: StudioFolders): void {
  if (existsSync(database)) return;
  throw new StudioError('file-not-found', `There is no library in ${home}.`, {
    repair: 'Check COSYVOICE_STUDIO_HOME.',
    values: { path: database },
  });
}

/** By a connection of its own: one that only reads may not copy, and others may write meanwhile. */
function snapshotTo(snapshot: string, database: string): void {
  const db = connectDb(database);
  try {
    db.run('VACUUM INTO ?', snapshot);
  } finally {
    db.close();
  }
}

async function listFiles(
  snapshot: string,
  folders: StudioFolders,
  withTakes: boolean,
): Promise<BackupFile[]> {
  const copy = connectDb(snapshot);
  try {
    const database = { entry: DATABASE_ENTRY, path: snapshot, bytes: (await stat(snapshot)).size };
    return [database, ...(await filesToKeep(copy, folders, { withTakes }))];
  } finally {
    copy.close();
  }
}

/** The manifest comes last: it holds the hashes of what went before it. */
function zipOf(
  files: readonly BackupFile[],
  manifest: BackupManifest,
  onBytes: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
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
  for (const { entry, path } of files) addLazily(entry, false, () => hashed(path, entry, manifest, onBytes));
  addLazily(MANIFEST, true, () => [Buffer.from(JSON.stringify(manifest))]);
  zip.end();
  return output as AsyncIterable<Buffer> & Readable;
}

async function* hashed(
  path: string,
  entry: string,
  manifest: BackupManifest,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    onBytes(piece.length);
    yield piece;
  }
  manifest.files[entry] = { sha256: hash.digest('hex'), bytes };
}

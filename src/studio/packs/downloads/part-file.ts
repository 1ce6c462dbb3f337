import { createHash, type Hash } from 'node:crypto';
import { open, rename, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { fileMode } from '../../storage/files/file-modes';
import { makeFolder, syncFolder, writeWhole } from '../../storage/files/files';
import { openFile, readNote, requireFileIfThere } from '../../storage/files/regular-file';

/** What is known of a half file, so that it can go on after a pause, a crash or a power cut. */
const partStateSchema = z.object({
  /** Address that the bytes came from, before redirects. */
  url: z.string(),
  /** Strong ETag of that answer, if it had one. */
  etag: z.string().optional(),
  /** Whole size that the server promised, if it did. */
  totalBytes: z.number().optional(),
  /** What the finished file must be; another manifest wants another file. */
  wantedSha256: z.string().nullable(),
  wantedBytes: z.number().nullable(),
  /** Bytes that are on the disk for certain: what lies behind them may be garbage after a power cut. */
  safeBytes: z.number().int().min(0),
});
type PartState = z.output<typeof partStateSchema>;

export interface Wanted {
  readonly sha256: string | null;
  readonly bytes: number | null;
}

export interface PartSource {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly totalBytes?: number | undefined;
}

const PREFIX_PIECE = 1 << 20;

/** A file that is still coming: `<name>.part` with its state beside it, and its SHA-256 so far. */
export class PartFile {
  private hash: Hash = createHash('sha256');
  private source: PartSource | undefined;
  private syncedAt = performance.now();
  /** Bytes written so far, hashed and in order. */
  bytes = 0;
  /** Bytes that were there before this process began. */
  resumedBytes = 0;

  private constructor(
    readonly path: string,
    private readonly wanted: Wanted,
    private readonly syncEveryMs: number,
    private readonly file: FileHandle,
  ) {}

  /** Opens what an earlier attempt left, its prefix hashed anew, or an empty file. @param path of the finished file */
  static async open(
    path: string,
    wanted: Wanted,
    { syncEveryMs, signal }: { readonly syncEveryMs: number; readonly signal: AbortSignal },
  ): Promise<PartFile> {
    await makeFolder(dirname(path));
    requireFileIfThere(partPath(path));
    const state = await readState(path);
    const usable = state?.wantedSha256 === wanted.sha256 && state.wantedBytes === wanted.bytes;
    const size = (await stat(partPath(path)).catch(() => undefined))?.size ?? 0;
    const kept = usable ? Math.min(size, state.safeBytes) : 0;
    if (size > kept) await truncate(partPath(path), kept);
    const part = new PartFile(path, wanted, syncEveryMs, await open(partPath(path), 'a', fileMode(path)));
    try {
      if (usable && kept > 0) await part.takeUp(state, kept, signal);
      return part;
    } catch (thrown) {
      await part.file.close();
      throw thrown;
    }
  }

  /** Where the bytes came from so far; undefined while there are none. */
  get cameFrom(): PartSource | undefined {
    return this.bytes === 0 ? undefined : this.source;
  }

  /** The next bytes come from here. */
  begin(source: PartSource): void {
    this.source = source;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.file.appendFile(chunk);
    this.hash.update(chunk);
    this.bytes += chunk.length;
    if (performance.now() - this.syncedAt >= this.syncEveryMs) await this.keep();
  }

  /** What has come is safe from here on. */
  async keep(): Promise<void> {
    if (!this.source) return;
    await this.file.datasync();
    const state: PartState = {
      url: this.source.url,
      ...(this.source.etag === undefined ? {} : { etag: this.source.etag }),
      ...(this.source.totalBytes === undefined ? {} : { totalBytes: this.source.totalBytes }),
      wantedSha256: this.wanted.sha256,
      wantedBytes: this.wanted.bytes,
      safeBytes: this.bytes,
    };
    await writeWhole(statePath(this.path), [new TextEncoder().encode(JSON.stringify(state))]);
    this.syncedAt = performance.now();
  }

  /** Throws away what has come. */
  async restart(): Promise<void> {
    await this.file.truncate(0);
    await rm(statePath(this.path), { force: true });
    this.hash = createHash('sha256');
    this.bytes = 0;
    this.resumedBytes = 0;
  }

  /** @returns SHA-256 of what has come, hex */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  /** Gives the file its name: synced, then renamed, so that nobody ever sees it half. */
  async finish(): Promise<void> {
    await this.file.sync();
    await this.file.close();
    await rename(partPath(this.path), this.path);
    await syncFolder(dirname(this.path));
    await rm(statePath(this.path), { force: true });
  }

  /** Stops here; a later `open` goes on. Safe after `finish`. */
  async close(): Promise<void> {
    if (this.file.fd < 0) return;
    try {
      if (this.bytes > 0) await this.keep();
    } finally {
      await this.file.close();
    }
  }

  private async takeUp(state: PartState, kept: number, signal: AbortSignal): Promise<void> {
    const half = await openFile(partPath(this.path));
    for await (const piece of half.createReadStream({ highWaterMark: PREFIX_PIECE, signal }))
      this.hash.update(piece as Buffer);
    this.bytes = kept;
    this.resumedBytes = kept;
    this.source = { url: state.url, etag: state.etag, totalBytes: state.totalBytes };
  }
}

export const partPath = (path: string): string => `${path}.part`;
const statePath = (path: string): string => `${path}.part.json`;

/** @returns bytes of a half file that a resumed download would keep */
export async function keptBytes(path: string, wanted: Wanted): Promise<number> {
  const state = await readState(path);
  if (state?.wantedSha256 !== wanted.sha256 || state.wantedBytes !== wanted.bytes) return 0;
  const size = (await stat(partPath(path)).catch(() => undefined))?.size ?? 0;
  return Math.min(size, state.safeBytes);
}

async function readState(path: string): Promise<PartState | undefined> {
  try {
    return partStateSchema.parse(JSON.parse(await readNote(statePath(path))));
  } catch {
    // none, or cut short: then nothing of the half file can be trusted
    return undefined;
  }
}

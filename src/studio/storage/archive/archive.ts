import { crc32 } from 'node:zlib';
import { fromBufferPromise, fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import { StudioError, type ErrorValues } from '#contract/errors';
import { codeOf } from '../files/storage-errors';
import { tooLarge, unreadable, unsafe } from './archive-errors';
import { ArchiveFile } from './archive-file';
import { isSafeName, sameFileKey } from './archive-names';

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of one entry, unpacked. */
  readonly entryBytes: number;
  /** Bytes of all entries, unpacked. */
  readonly totalBytes: number;
}

/** Speech shrinks to a half or a third; whatever grows a hundredfold while it is unpacked is no speech. */
const MAX_RATIO = 100;
const RATIO_MATTERS_BYTES = 1 << 20;

const READ_OPTIONS = {
  lazyEntries: true,
  autoClose: false,
  validateEntrySizes: true,
  strictFileNames: true,
} as const;

/** File types in the upper half of an entry's Unix mode. */
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

/**
 * A zip whose directory was checked before a byte of it is unpacked: safe names, no links, nothing encrypted, nothing
 * twice, sizes within limits and no entry inside another. What the directory says about sizes and checksums is checked
 * again while an entry is read.
 */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @param source the whole archive, or the path of one that may be larger than memory
   * @throws StudioError 'archive-unreadable', 'archive-unsafe', 'archive-too-large', 'file-not-found', 'not-a-file'
   */
  static async open(source: Uint8Array | string, name: string, limits: ArchiveLimits): Promise<Archive> {
    const zip = await openZip(source, name);
    try {
      return new Archive(zip, await checkedEntries(zip, limits));
    } catch (thrown) {
      zip.close();
      throw thrown instanceof StudioError ? thrown : unreadable(name, thrown);
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @returns bytes of the entry, unpacked; 0 when there is none */
  sizeOf(name: string): number {
    return this.entries.get(name)?.uncompressedSize ?? 0;
  }

  /** @throws StudioError 'archive-unreadable' when the entry is not what the directory says */
  async read(name: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.stream(name)) pieces.push(piece);
    const { buffer, byteOffset, byteLength } = Buffer.concat(pieces);
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  /** The entry piece by piece; fails at its end when its checksum differs. */
  async *stream(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name);
    if (!entry) throw unreadable(name, new Error('there is no such entry'));
    let checksum = 0;
    try {
      for await (const piece of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        checksum = crc32(piece, checksum);
        yield piece;
      }
    } catch (thrown) {
      throw unreadable(name, thrown);
    }
    if (checksum !== entry.crc32) throw unreadable(name, new Error('its checksum differs'));
  }

  close(): void {
    this.zip.close();
  }
}

async function openZip(source: Uint8Array | string, name: string): Promise<ZipFile> {
  try {
    if (typeof source === 'string') return await openFile(source);
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return await fromBufferPromise(bytes, READ_OPTIONS);
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    if (codeOf(thrown) !== 'ENOENT') throw unreadable(name, thrown);
    throw new StudioError('file-not-found', { path: name }, thrown);
  }
}

async function openFile(path: string): Promise<ZipFile> {
  const file = await ArchiveFile.open(path);
  try {
    return await fromRandomAccessReaderPromise(file, file.sizeBytes, READ_OPTIONS);
  } catch (thrown) {
    file.close(() => undefined);
    throw thrown;
  }
}

async function checkedEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw tooLarge({ files: zip.entryCount, maxFiles: limits.entries });
  }
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  const sums = { packed: 0, unpacked: 0 };
  for await (const entry of zip.eachEntry()) {
    const isFolder = entry.fileName.endsWith('/');
    const name = isFolder ? entry.fileName.slice(0, -1) : entry.fileName;
    if (!isSafeName(name)) throw unsafe('path', name);
    if (isFolder) continue;
    if (entry.isEncrypted()) throw unsafe('encrypted', name);
    if (isSpecial(entry)) throw unsafe('link', name);
    if (seen.has(sameFileKey(name))) throw unsafe('duplicate', name);
    seen.add(sameFileKey(name));
    requireModest(entry, limits);
    sums.packed += entry.compressedSize;
    sums.unpacked += entry.uncompressedSize;
    if (sums.unpacked > limits.totalBytes) throw sizeError(sums.unpacked, limits.totalBytes);
    // entries that share their bytes weigh more than the archive: a bomb made of overlaps
    if (sums.packed > zip.fileSize) throw unreadable(name, new Error('entries overlap'));
    entries.set(name, entry);
  }
  return entries;
}

function requireModest(entry: Entry, limits: ArchiveLimits): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > limits.entryBytes)
    throw sizeError(uncompressedSize, limits.entryBytes, { why: 'entry', file: fileName });
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > RATIO_MATTERS_BYTES && ratio > MAX_RATIO) {
    throw tooLarge({ ratio: Math.round(ratio), maxRatio: MAX_RATIO });
  }
}

function sizeError(bytes: number, maxBytes: number, of: ErrorValues = {}): StudioError {
  const mega = (value: number) => Math.ceil(value / 1e6);
  return tooLarge({ ...of, megabytes: mega(bytes), maxMegabytes: mega(maxBytes) });
}

/** Written on Unix (upper byte 3) or macOS (19) with a type that is no plain file: a link, a pipe, a device. */
function isSpecial(entry: Entry): boolean {
  const system = entry.versionMadeBy >> 8;
  const type = (entry.externalFileAttributes >>> 16) & S_IFMT;
  return (system === 3 || system === 19) && type !== 0 && type !== S_IFREG;
}

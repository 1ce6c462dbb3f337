import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';

/** What the manifest says about each file. */
export interface PackedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** One time for every entry, so that equal content gives equal bytes. */
const MTIME = new Date(Date.UTC(2000, 0, 1));

/** A zip in the making, in memory: for voice packs, which are small. Backups are streamed instead. */
export class ArchiveWriter {
  private readonly zip = new ZipFile();
  private readonly packed: Record<string, PackedFile> = {};

  get files(): Readonly<Record<string, PackedFile>> {
    return this.packed;
  }

  get totalBytes(): number {
    return Object.values(this.packed).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Sound is stored as it is: float samples hardly shrink, and stored files open at once. */
  add(name: string, bytes: Uint8Array): void {
    this.packed[name] = { sha256: sha256Of(bytes), bytes: bytes.length };
    this.put(name, bytes, { compress: false });
  }

  /** Adds the manifest, which lists the others, and ends the archive. */
  async finish(manifestName: string, manifest: unknown): Promise<Uint8Array> {
    this.put(manifestName, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`), {
      compress: true,
    });
    this.zip.end();
    const pieces: Buffer[] = [];
    for await (const piece of this.zip.outputStream) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  }

  private put(name: string, bytes: Uint8Array, options: { readonly compress: boolean }): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.zip.addBuffer(buffer, name, { mtime: MTIME, ...options });
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

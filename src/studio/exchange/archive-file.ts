import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

/**
 * A zip file on disk for yauzl. Its own reader hands a place in the file straight to Node, and one beyond 2^53, which a
 * zip64 record can name, is thrown where nobody can catch it and ends the process.
 */
export class ArchiveFile extends RandomAccessReader {
  private constructor(
    private readonly file: FileHandle,
    readonly sizeBytes: number,
  ) {
    super();
  }

  /** @throws what opening a file throws */
  static async open(path: string): Promise<ArchiveFile> {
    const file = await open(path);
    return new ArchiveFile(file, (await file.stat()).size);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.readAll(buffer, offset, length, position).then(() => callback(null), callback);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    if (this.holds(start, end)) return this.file.createReadStream({ start, end: end - 1, autoClose: false });
    return new Readable().destroy(new Error('it points outside of itself'));
  }

  override close(callback: (error: Error | null) => void): void {
    this.file.close().then(() => callback(null), callback);
  }

  private async readAll(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    if (!this.holds(position, position + length)) throw new Error('it points outside of itself');
    const { bytesRead } = await this.file.read(buffer, offset, length, position);
    if (bytesRead < length) throw new Error('it ends early');
  }

  private holds(start: number, end: number): boolean {
    return start >= 0 && start <= end && end <= this.sizeBytes;
  }
}

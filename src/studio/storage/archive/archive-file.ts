import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import { openFile } from '../files/regular-file';

const PIECE_BYTES = 1 << 16;

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

  /** @throws StudioError 'not-a-file'; the system's error where it cannot be opened */
  static async open(path: string): Promise<ArchiveFile> {
    const file = await openFile(path);
    try {
      return new ArchiveFile(file, (await file.stat()).size);
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
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
    // a stream of the file itself would close the file when it is left
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  override close(callback: (error: Error | null) => void): void {
    this.file.close().then(() => callback(null), callback);
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE_BYTES) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, end - at));
      await this.readAll(piece, 0, piece.length, at);
      yield piece;
    }
  }

  private async readAll(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    if (position < 0 || position + length > this.sizeBytes) throw new Error('it points outside of itself');
    const { bytesRead } = await this.file.read(buffer, offset, length, position);
    if (bytesRead < length) throw new Error('it ends early');
  }
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { checkpointError } from './faults';

/** Reads of one call; Node's own limit is 2 GB. */
const PIECE_BYTES = 1 << 28;

/** A file of any size, read by place: gigabytes lie behind it, and only what is asked for comes into memory. */
export class RandomAccessFile {
  readonly size: number;
  private readonly descriptor: number;

  /** @throws the system's error when the file cannot be opened */
  constructor(readonly path: string) {
    this.descriptor = openSync(path, 'r');
    this.size = fstatSync(this.descriptor).size;
  }

  /** @throws StudioError 'checkpoint-unreadable' when the bytes are not all there */
  read(offset: number, length: number): Uint8Array<ArrayBuffer> {
    if (offset < 0 || length < 0 || offset + length > this.size) {
      throw checkpointError(this.path, 'truncated', { at: this.size, end: offset + length });
    }
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const wanted = Math.min(PIECE_BYTES, length - done);
      const count = readSync(this.descriptor, bytes, done, wanted, offset + done);
      if (count === 0) throw checkpointError(this.path, 'truncated', { at: offset + done });
      done += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

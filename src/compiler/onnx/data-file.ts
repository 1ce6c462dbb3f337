import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename } from 'node:path';

/** Element types of stored weights, with ONNX's numbers for them. */
export const elementNumbers = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;
export type ElementName = keyof typeof elementNumbers;

/** A weight outside its graph; several graphs may name the same. */
export interface StoredWeight {
  readonly location: string;
  readonly offset: number;
  readonly length: number;
  readonly dtype: ElementName;
  readonly dims: readonly number[];
}

/** Every weight starts on a page, so that the runtime maps it instead of reading it. */
const PAGE_BYTES = 4096;
const PIECE_BYTES = 1 << 24;

/** The weights beside a graph, written one after the other under a temporary name until they are whole. */
export class DataFile {
  private readonly descriptor: number;
  private readonly temporary: string;
  private end = 0;

  /** @param onBytes told of every piece that was written */
  constructor(
    private readonly path: string,
    private readonly onBytes: (count: number) => void = () => undefined,
  ) {
    this.temporary = `${path}.part`;
    this.descriptor = openSync(this.temporary, 'w');
  }

  floats(values: Float32Array, dims: readonly number[]): StoredWeight {
    return this.add('float32', values, dims);
  }

  add(dtype: ElementName, values: ArrayBufferView, dims: readonly number[]): StoredWeight {
    const offset = Math.ceil(this.end / PAGE_BYTES) * PAGE_BYTES;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.write(bytes, offset);
    return { location: basename(this.path), offset, length: bytes.length, dtype, dims };
  }

  /** Adds bytes right behind the last ones: a table that is too long to be held at once. */
  append(values: ArrayBufferView): void {
    this.write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.end);
  }

  /** The file is whole: it reaches the disk and takes its name. */
  finish(): void {
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
    renameSync(this.temporary, this.path);
  }

  abandon(): void {
    closeSync(this.descriptor);
    rmSync(this.temporary, { force: true });
  }

  private write(bytes: Uint8Array, offset: number): void {
    for (let done = 0; done < bytes.length;) {
      const count = writeSync(
        this.descriptor,
        bytes,
        done,
        Math.min(PIECE_BYTES, bytes.length - done),
        offset + done,
      );
      done += count;
      this.onBytes(count);
    }
    this.end = offset + bytes.length;
  }
}

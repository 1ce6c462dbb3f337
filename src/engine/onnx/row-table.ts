import { closeSync, openSync, statSync } from 'node:fs';
import { StudioError } from '#contract/errors';
import { readFully } from './protobuf';

/** A raw float32 file of rows, read one by one: half a gigabyte that nobody needs to hold. */
export interface RowTable {
  readonly rowCount: number;
  readonly width: number;
  /** Rows `from` to `from + count`, written into `target` at `offset`. */
  read(from: number, count: number, target: Float32Array, offset: number): void;
  close(): void;
}

/** @throws StudioError 'pack-file-corrupt' when the file is not whole rows */
export function openRowTable(path: string, width: number): RowTable {
  const rowBytes = 4 * width;
  const { size } = statSync(path);
  const rowCount = size / rowBytes;
  if (!Number.isInteger(rowCount)) {
    throw new StudioError('pack-file-corrupt', { why: 'rows', file: path, width });
  }
  const descriptor = openSync(path, 'r');
  return {
    rowCount,
    width,
    read: (from, count, target, offset) => {
      if (!Number.isInteger(from) || from < 0 || from + count > rowCount) {
        throw new RangeError(`row ${from} of a table with ${rowCount} rows`);
      }
      const bytes = new Uint8Array(target.buffer, target.byteOffset + 4 * offset, count * rowBytes);
      readFully(descriptor, bytes, from * rowBytes);
    },
    close: () => closeSync(descriptor),
  };
}

import { closeSync, openSync } from 'node:fs';
import { float16ToNumber } from '#contract/float16';
import type { ModelFile, StoredTensor } from './model-file';
import { readFully } from './protobuf';

/** Rows of a table that stays on disk: half a gigabyte that no session needs to hold. */
export interface EmbeddingRows {
  readonly rowCount: number;
  readonly width: number;
  /** Writes row `id` into `target` at `offset`. */
  read(id: number, target: Float32Array, offset: number): void;
  close(): void;
}

const rowDtypes: Readonly<Record<string, number>> = { float32: 4, float16: 2 };
/** What may stand around the look-up without changing a number. */
const transparent = new Set(['Gather', 'Cast', 'Identity']);

/**
 * The table of a graph that only looks rows up, for reading them with one `pread` each (4 microseconds).
 * @returns undefined when the graph does more than that or its bytes are not where they should be: use a session then
 */
export function embeddingRows(model: ModelFile, width: number): EmbeddingRows | undefined {
  const gathers = model.nodes.filter(({ opType }) => opType === 'Gather');
  if (gathers.length !== 1 || !model.nodes.every(({ opType }) => transparent.has(opType))) return undefined;
  const table = tableOf(model, gathers[0]!.inputs[0]);
  const bytesPerValue = table && rowDtypes[table.dtype];
  if (!table?.bytes || bytesPerValue === undefined) return undefined;
  const [rowCount = 0, columns] = table.dims;
  const rowBytes = width * bytesPerValue;
  if (table.dims.length !== 2 || columns !== width || table.bytes.length !== rowCount * rowBytes)
    return undefined;

  const { path, offset: start } = table.bytes;
  const descriptor = openSync(path, 'r');
  const row = new Uint8Array(rowBytes);
  const floats = new Float32Array(row.buffer);
  const halves = new Uint16Array(row.buffer);
  return {
    rowCount,
    width,
    read: (id, target, offset) => {
      if (!Number.isInteger(id) || id < 0 || id >= rowCount) {
        throw new RangeError(`row ${id} of a table with ${rowCount} rows`);
      }
      readFully(descriptor, row, start + id * rowBytes);
      if (bytesPerValue === 4) target.set(floats, offset);
      else for (let i = 0; i < width; i++) target[offset + i] = float16ToNumber(halves[i]!);
    },
    close: () => closeSync(descriptor),
  };
}

/** The stored table behind a Gather, perhaps through a Cast or an Identity. */
function tableOf(model: ModelFile, name: string | undefined): StoredTensor | undefined {
  const stored = model.initializers.find((tensor) => tensor.name === name);
  if (stored) return stored;
  const tables = model.initializers.filter(({ dims }) => dims.length === 2);
  return tables.length === 1 ? tables[0] : undefined;
}

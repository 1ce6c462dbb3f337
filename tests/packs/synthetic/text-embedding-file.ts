import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { GraphWriter } from './graph-writer';
import type { Weights } from './weights';

const ROWS = 151_936;
const FIRST_SPECIAL = 151_643;
const LAST_SPECIAL = 151_923;

/**
 * The text embedding with its true number of rows, 545 MB at the true width, as a sparse file: only the rows that the
 * small vocabulary and the special tokens use are written, the others are holes that read as zero. So row reads are
 * tested at the real offsets.
 */
export function writeTextEmbedding(
  path: string,
  weights: Weights,
  { vocabularySize, width }: { vocabularySize: number; width: number },
): void {
  const g = new GraphWriter('text_embedding', 17);
  const ids = g.input('input_ids', 'int64', ['b', 's']);
  g.output('embeddings', 'float32', ['b', 's', width], g.node('Gather', ['table', ids]));

  const tableBytes = ROWS * width * 4;
  // TensorProto: dims 1, data type 2, name 8, then the raw data 9 last, so that its bytes end the file
  const tensorHead = join([
    field(1, 0), varint(ROWS), field(1, 0), varint(width), field(2, 0), varint(1),
    field(8, 2), varint(5), new TextEncoder().encode('table'), field(9, 2), varint(tableBytes),
  ]); // prettier-ignore
  const graph = g.encodeGraph();
  const initializer = join([field(5, 2), varint(tensorHead.length + tableBytes)]);
  const graphBytes = graph.length + initializer.length + tensorHead.length + tableBytes;
  const head = join([g.encodeHeader(), field(7, 2), varint(graphBytes), graph, initializer, tensorHead]);

  const descriptor = openSync(path, 'w');
  try {
    writeSync(descriptor, head);
    ftruncateSync(descriptor, head.length + tableBytes);
    writeAt(descriptor, head.length, weights.normal(vocabularySize * width, 1));
    const specials = LAST_SPECIAL - FIRST_SPECIAL + 1;
    writeAt(descriptor, head.length + FIRST_SPECIAL * width * 4, weights.normal(specials * width, 1));
  } finally {
    closeSync(descriptor);
  }
}

function writeAt(descriptor: number, position: number, values: Float32Array): void {
  const bytes = new Uint8Array(values.buffer);
  writeSync(descriptor, bytes, 0, bytes.length, position);
}

const field = (number: number, wireType: number): Uint8Array => varint(number * 8 + wireType);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import type { GraphWriter, Value } from './graph-writer';
import { Weights } from './weights';

/** Where the runtime maps a weight instead of reading it, every one starts on a page. */
const PAGE_BYTES = 4096;
/** Odd, so that no two rows of a matrix start at the same place of the block. */
const BLOCK = 1_048_583;

/** A weight in a file beside its graphs; two graphs may share it. */
export interface StoredWeight {
  readonly location: string;
  readonly offset: number;
  readonly dims: readonly number[];
}

/**
 * Gigabytes of seeded random weights outside the graphs. One block of normal numbers is written over and over, scaled:
 * making each number anew would take minutes and change no timing.
 */
export class WeightFile {
  private readonly descriptor: number;
  private readonly block: Float32Array;
  private readonly scaled = new Float32Array(BLOCK);
  private readonly small: Weights;
  private offset = 0;

  constructor(
    private readonly path: string,
    seed: number,
  ) {
    this.descriptor = openSync(path, 'w');
    this.small = new Weights(seed);
    this.block = this.small.normal(BLOCK, 1);
  }

  /** A matrix whose product with unit inputs has outputs of size `gain`. */
  matrix(rows: number, columns: number, gain = 1): StoredWeight {
    return this.tensor([rows, columns], gain / Math.sqrt(rows));
  }

  /** @param deviation standard deviation of its numbers */
  tensor(dims: readonly number[], deviation: number): StoredWeight {
    const { offset } = this;
    for (let i = 0; i < BLOCK; i++) this.scaled[i] = this.block[i]! * deviation;
    const bytes = new Uint8Array(this.scaled.buffer);
    let left = 4 * dims.reduce((all, axis) => all * axis, 1);
    while (left > 0) {
      const count = Math.min(left, bytes.length);
      writeSync(this.descriptor, bytes, 0, count, this.offset);
      this.offset += count;
      left -= count;
    }
    this.offset = Math.ceil(this.offset / PAGE_BYTES) * PAGE_BYTES;
    return { location: basename(this.path), offset, dims };
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** input x weight + a small bias. */
export function linear(g: GraphWriter, input: Value, weight: StoredWeight, weights: Weights): Value {
  const columns = weight.dims[1]!;
  const product = g.node('MatMul', [input, g.external(weight)]);
  return g.node('Add', [product, g.floats(weights.normal(columns, 0.02), [columns])]);
}

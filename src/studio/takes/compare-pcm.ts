import { setImmediate as nextTurn } from 'node:timers/promises';

/** Samples compared between two turns of the event loop: a fraction of a millisecond. */
const BLOCK_SAMPLES = 1 << 17;

export interface PcmComparison {
  /** Index of the first sample that is not the same; the shorter length when one is the beginning of the other. */
  readonly first: number | undefined;
  readonly differingSamples: number;
  /** Largest difference, 1 is full scale; missing samples count as silence. */
  readonly largest: number;
}

/** Compares 16-bit little-endian mono, sample by sample, without holding up the event loop. */
export async function comparePcm16(one: Uint8Array, other: Uint8Array): Promise<PcmComparison> {
  const [a, b] = [viewOf(one), viewOf(other)];
  const count = Math.max(one.length, other.length) >> 1;
  let first: number | undefined;
  let differingSamples = 0;
  let largest = 0;
  for (let from = 0; from < count; from += BLOCK_SAMPLES) {
    const to = Math.min(count, from + BLOCK_SAMPLES);
    for (let at = from; at < to; at++) {
      const there = 2 * at + 2 <= one.length && 2 * at + 2 <= other.length;
      const difference = Math.abs(sampleAt(a, at) - sampleAt(b, at));
      if (there && difference === 0) continue;
      first ??= at;
      differingSamples++;
      if (difference > largest) largest = difference;
    }
    await nextTurn();
  }
  return { first, differingSamples, largest: largest / 32_768 };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function sampleAt(view: DataView, at: number): number {
  return 2 * at + 2 <= view.byteLength ? view.getInt16(2 * at, true) : 0;
}

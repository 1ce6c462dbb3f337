/** A piece of a long sound, with as much around it as a filter looks at. */
export interface Framed {
  readonly samples: Float32Array;
  /** Where the piece itself lies in `samples`. */
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/**
 * Cuts a sound that comes in blocks of any length into pieces that overlap by their surroundings: a filter of that reach
 * gives the same for the pieces as for the whole, in constant memory.
 * @param pieceSamples of every piece but the last
 * @param reach samples seen on either side, fewer only at both ends of the sound
 */
export async function* framed(
  blocks: AsyncIterable<Float32Array>,
  pieceSamples: number,
  reach: number,
): AsyncGenerator<Framed> {
  let held = new Float32Array(0);
  let from = 0;
  const next = (to: number, isLast: boolean): Framed => {
    const piece = { samples: held.subarray(0, to + reach), from, to, isLast };
    const gone = Math.max(0, to - reach);
    held = held.slice(gone);
    from = to - gone;
    return piece;
  };
  for await (const block of blocks) {
    const longer = new Float32Array(held.length + block.length);
    longer.set(held);
    longer.set(block, held.length);
    held = longer;
    while (held.length > from + pieceSamples + reach) yield next(from + pieceSamples, false);
  }
  while (held.length > from) {
    const to = Math.min(held.length, from + pieceSamples);
    yield next(to, to === held.length);
  }
}

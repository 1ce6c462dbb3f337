/** Periodic Hann window. */
export function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}

/** Index of a sample that may lie up to `length - 1` beyond either end, mirrored there without repeating the end. */
export function reflectIndex(index: number, length: number): number {
  const inside = Math.abs(index);
  return inside < length ? inside : 2 * (length - 1) - inside;
}

/**
 * The closed-form signal that the golden values were computed from, one second long: two tones and a chirp.
 * `mel.json` holds its first samples and its sum, so that the generator can be checked too.
 */
export function createTestSignal(sampleRateHz: number): Float32Array {
  return Float32Array.from({ length: sampleRateHz }, (_, n) => {
    const t = n / sampleRateHz;
    return (
      0.5 * Math.sin(2 * Math.PI * 220 * t) +
      0.25 * Math.sin(2 * Math.PI * 1760 * t + 0.3) +
      0.1 * Math.sin(2 * Math.PI * (300 * t + 1500 * t * t))
    );
  });
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Signals for tests: closed-form or seeded, so that no audio file is needed. */

/** @returns white noise in [-1, 1], the same for the same seed (xorshift32) */
export function createNoise(length: number, seed: number): Float32Array {
  let state = (seed * 2654435761) >>> 0 || 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2147483648 - 1;
  });
}

/** @returns a sine of `frequencyHz` */
export function createTone(
  frequencyHz: number,
  seconds: number,
  sampleRateHz: number,
  amplitude = 0.5,
): Float32Array {
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  return Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, n) => amplitude * Math.sin(step * n),
  );
}

/** The two random sources, written from their papers and the specification in plain big integers and arrays. */

const MASK = (1n << 64n) - 1n;
const GAMMA = 0x9e3779b97f4a7c15n;

function mix(value: bigint): bigint {
  let z = value & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** Uniform numbers for one segment and attempt: xoshiro128** seeded through SplitMix64. */
export function draws(seed: number, segment: number, attempt: number): () => number {
  let start = mix(BigInt(seed) + GAMMA);
  start = mix(start ^ (BigInt(segment) + 2n * GAMMA));
  start = mix(start ^ (BigInt(attempt) + 3n * GAMMA));
  const word = (bits: bigint) => bits & 0xffff_ffffn;
  const low = mix(start + GAMMA);
  const high = mix(start + 2n * GAMMA);
  const s = [word(low), low >> 32n, word(high), high >> 32n || 1n];
  const rotate = (x: bigint, k: bigint) => word((x << k) | (x >> (32n - k)));
  const next = (): bigint => {
    const result = word(rotate(word(s[1]! * 5n), 7n) * 9n);
    const t = word(s[1]! << 9n);
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotate(s[3]!, 11n);
    return result;
  };
  return () => {
    const [a, b] = [next() >> 5n, next() >> 6n];
    return Number(a * 67_108_864n + b) / 9_007_199_254_740_992;
  };
}

/** Torch's normal numbers for seed 0, one call of shape [80, 15000]: row by row. */
export function torchNormal(): number[][] {
  const state = [0];
  for (let i = 1; i < 624; i++) {
    const before = BigInt(state[i - 1]!);
    state.push(Number((1_812_433_253n * (before ^ (before >> 30n)) + BigInt(i)) & 0xffff_ffffn));
  }
  let at = 624;
  const next = (): number => {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const y = ((state[i]! & 0x8000_0000) | (state[(i + 1) % 624]! & 0x7fff_ffff)) >>> 0;
        state[i] = (state[(i + 397) % 624]! ^ (y >>> 1) ^ (y % 2 === 1 ? 0x9908_b0df : 0)) >>> 0;
      }
      at = 0;
    }
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    y ^= y >>> 18;
    return y >>> 0;
  };
  const flat = new Float64Array(80 * 15_000);
  for (let i = 0; i < flat.length; i++) flat[i] = (next() % 0x100_0000) / 0x100_0000;
  for (let block = 0; block < flat.length; block += 16) {
    for (let j = 0; j < 8; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - flat[block + j]!));
      const angle = 2 * Math.PI * flat[block + j + 8]!;
      flat[block + j] = radius * Math.cos(angle);
      flat[block + j + 8] = radius * Math.sin(angle);
    }
  }
  return Array.from({ length: 80 }, (_, row) => Array.from(flat.subarray(row * 15_000, (row + 1) * 15_000)));
}

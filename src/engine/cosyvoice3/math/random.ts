/** Uniform numbers in [0, 1), the same ones for the same seed on every machine. */
export interface Random {
  next(): number;
}

const GOLDEN_GAMMA = 0x9e3779b97f4a7c15n;
const MASK_64 = 0xffff_ffff_ffff_ffffn;

/** SplitMix64's output function: spreads every input bit over the 64 output bits. */
function mix64(value: bigint): bigint {
  let z = value & MASK_64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
  return z ^ (z >> 31n);
}

/**
 * The seed of one segment's attempt, so that editing or rendering one line again leaves the others as they are.
 * @param seed of the take, integer from 0 to 2^32 - 1    @returns 64 bits
 */
export function subSeed(seed: number, segmentIndex: number, attempt: number): bigint {
  let state = mix64(BigInt(seed) + GOLDEN_GAMMA);
  state = mix64(state ^ (BigInt(segmentIndex) + 2n * GOLDEN_GAMMA));
  return mix64(state ^ (BigInt(attempt) + 3n * GOLDEN_GAMMA));
}

/** xoshiro128** seeded through SplitMix64. Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators". */
export function createRandom(seed: bigint): Random {
  const first = mix64(seed + GOLDEN_GAMMA);
  const second = mix64(seed + 2n * GOLDEN_GAMMA);
  let a = Number(first & 0xffff_ffffn) | 0;
  let b = Number(first >> 32n) | 0;
  let c = Number(second & 0xffff_ffffn) | 0;
  // an all-zero state would stay zero for ever
  let d = Number(second >> 32n) | 0 || 1;
  const next32 = (): number => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return scrambled;
  };
  return {
    // 53 bits, every value that a double in [0, 1) can take evenly
    next: () => ((next32() >>> 5) * 0x400_0000 + (next32() >>> 6)) / 0x20_0000_0000_0000,
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

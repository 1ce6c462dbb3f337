const STATE_WORDS = 624;
const SHIFT_WORDS = 397;

/** Mersenne Twister, 32 bits a number, as torch's CPU generator runs it. Source: Matsumoto and Nishimura, 1998. */
export class Mt19937 {
  private readonly state = new Uint32Array(STATE_WORDS);
  private at = STATE_WORDS;

  /** @param seed 32 bits */
  constructor(seed: number) {
    const state = this.state;
    state[0] = seed;
    for (let i = 1; i < STATE_WORDS; i++) {
      const before = state[i - 1]!;
      state[i] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + i;
    }
  }

  /** @returns an integer from 0 to 2^32 - 1 */
  nextUint32(): number {
    if (this.at === STATE_WORDS) this.twist();
    let y = this.state[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c_5680;
    y ^= (y << 15) & 0xefc6_0000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  private twist(): void {
    const state = this.state;
    for (let i = 0; i < STATE_WORDS; i++) {
      const y = (state[i]! & 0x8000_0000) | (state[(i + 1) % STATE_WORDS]! & 0x7fff_ffff);
      state[i] = state[(i + SHIFT_WORDS) % STATE_WORDS]! ^ (y >>> 1) ^ (y & 1 ? 0x9908_b0df : 0);
    }
    this.at = 0;
  }
}

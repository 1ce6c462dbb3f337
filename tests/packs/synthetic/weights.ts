/** Seeded normal numbers for weights: the same pack on every machine. */
export class Weights {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** @returns `count` normal numbers of the given standard deviation */
  normal(count: number, deviation: number): Float32Array {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - this.uniform())) * deviation;
      const angle = 2 * Math.PI * this.uniform();
      values[i] = radius * Math.cos(angle);
      if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
    }
    return values;
  }

  /** A matrix whose product with unit inputs has unit outputs. */
  matrix(rows: number, columns: number, gain = 1): Float32Array {
    return this.normal(rows * columns, gain / Math.sqrt(rows));
  }

  /** Mulberry32. */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }
}

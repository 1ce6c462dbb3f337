import { mulberry32 } from '#audio/mulberry32';

/** Seeded normal numbers for weights: the same pack on every machine. */
export class Weights {
  /** Numbers from 0 to 1. */
  readonly uniform: () => number;

  constructor(seed: number) {
    this.uniform = mulberry32(seed);
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
}

/** Waveform overviews: the largest absolute sample of each part of a sound, 0 to 1, three decimals. */

const shown = (peak: number): number => Math.round(Math.min(1, peak) * 1000) / 1000;

/** @returns the larger of a peak and the largest magnitude of samples from one to the one behind the last */
function larger(peak: number, samples: Float32Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const magnitude = Math.abs(samples[i]!);
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}

/** @returns where each of `count` equal parts of `total` begins, and the end of the last */
function bounds(total: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, part) => Math.floor((part * total) / count));
}

/**
 * @returns the peaks of `count` equal parts; fewer when there are fewer samples, none for no samples. Samples beyond full
 * scale give 1, NaN gives 0
 */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const ends = bounds(samples.length, Math.min(count, samples.length));
  return ends.slice(1).map((end, part) => shown(larger(0, samples, ends[part]!, end)));
}

/** A growing overview is kept so many times finer than it is shown, so that its bars stand where the sound is. */
const FINER = 16;

/**
 * Overview of a sound whose length nobody knows yet: fine parts of equal length, which double whenever there are too many
 * of them. The same samples give the same overview, whatever pieces they came in.
 */
export class GrowingPeaks {
  private readonly largest: number[] = [];
  private partSamples = 1;
  /** Samples in the last part. */
  private filled = 1;

  /** @param count peaks that are shown; fewer when there are fewer samples */
  constructor(private readonly count: number) {}

  add(samples: Float32Array): void {
    for (let i = 0; i < samples.length;) {
      if (this.filled === this.partSamples) this.begin();
      const end = Math.min(samples.length, i + this.partSamples - this.filled);
      this.filled += end - i;
      const last = this.largest.length - 1;
      this.largest[last] = larger(this.largest[last]!, samples, i, end);
      i = end;
    }
  }

  /** @returns as `peaksOf`, but that a peak may stand in both bars at whose border its fine part lies */
  peaks(): number[] {
    const total = Math.max(0, this.largest.length - 1) * this.partSamples + this.filled;
    if (this.largest.length === 0) return [];
    const ends = bounds(total, Math.min(this.count, total));
    return ends.slice(1).map((end, part) => {
      const from = Math.floor(ends[part]! / this.partSamples);
      return shown(Math.max(...this.largest.slice(from, Math.ceil(end / this.partSamples))));
    });
  }

  private begin(): void {
    if (this.largest.length >= FINER * this.count) {
      const pairs = Math.ceil(this.largest.length / 2);
      const odd = this.largest.length % 2 === 1;
      for (let at = 0; at < pairs; at++)
        this.largest[at] = Math.max(this.largest[2 * at]!, this.largest[2 * at + 1] ?? 0);
      this.largest.length = pairs;
      this.partSamples *= 2;
      // the last pair lacks its second half
      if (odd) {
        this.filled = this.partSamples / 2;
        return;
      }
    }
    this.largest.push(0);
    this.filled = 0;
  }
}

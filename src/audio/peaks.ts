/** Waveform overview: the largest absolute sample of each of `count` equal parts, of samples that come piece by piece. */
export class PeakMeter {
  private readonly parts: number;
  private readonly largest: Float64Array;
  private at = 0;
  private part = 0;

  /** @param total samples that will come; fewer than `count` give fewer parts */
  constructor(
    private readonly total: number,
    count: number,
  ) {
    this.parts = Math.min(count, total);
    this.largest = new Float64Array(this.parts);
  }

  add(samples: Float32Array): void {
    let i = 0;
    while (i < samples.length && this.part < this.parts) {
      const partEnd = Math.floor(((this.part + 1) * this.total) / this.parts);
      const end = Math.min(samples.length, i + partEnd - this.at);
      let peak = this.largest[this.part]!;
      this.at += end - i;
      for (; i < end; i++) {
        const magnitude = Math.abs(samples[i]!);
        if (magnitude > peak) peak = magnitude;
      }
      this.largest[this.part] = peak;
      if (this.at === partEnd) this.part += 1;
    }
  }

  /** @returns 0 to 1, three decimals; samples beyond full scale give 1, NaN gives 0 */
  peaks(): number[] {
    return Array.from(this.largest, shown);
  }
}

const shown = (peak: number): number => Math.round(Math.min(1, peak) * 1000) / 1000;

/**
 * Waveform overview of a sound whose length nobody knows yet: parts of equal length, which double whenever there are too
 * many of them.
 */
export class GrowingPeaks {
  private readonly largest: number[];
  private partSamples: number;
  /** Samples in the last part. */
  private filled: number;

  /**
   * @param most parts at most
   * @param before overview of the samples that are there already
   */
  constructor(
    private readonly most: number,
    before: { readonly peaks: readonly number[]; readonly samples: number } = { peaks: [], samples: 0 },
  ) {
    this.largest = [...before.peaks];
    this.partSamples = before.peaks.length === 0 ? 1 : Math.ceil(before.samples / before.peaks.length);
    this.filled = this.partSamples;
  }

  add(samples: Float32Array): void {
    for (let i = 0; i < samples.length;) {
      if (this.filled === this.partSamples) this.begin();
      const end = Math.min(samples.length, i + this.partSamples - this.filled);
      this.filled += end - i;
      let peak = this.largest.at(-1)!;
      for (; i < end; i++) {
        const magnitude = Math.abs(samples[i]!);
        if (magnitude > peak) peak = magnitude;
      }
      this.largest[this.largest.length - 1] = peak;
    }
  }

  /** @returns as `PeakMeter.peaks`; between half of the most and all of them once there are enough samples */
  peaks(): number[] {
    return this.largest.map(shown);
  }

  private begin(): void {
    if (this.largest.length >= this.most) {
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

/** @returns `count` peaks; fewer when there are fewer samples, none for no samples */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const meter = new PeakMeter(samples.length, count);
  meter.add(samples);
  return meter.peaks();
}

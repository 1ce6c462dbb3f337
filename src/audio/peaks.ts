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
    return Array.from(this.largest, (peak) => Math.round(Math.min(1, peak) * 1000) / 1000);
  }
}

/** @returns `count` peaks; fewer when there are fewer samples, none for no samples */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const meter = new PeakMeter(samples.length, count);
  meter.add(samples);
  return meter.peaks();
}

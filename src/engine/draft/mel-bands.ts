export const BAND_COUNT = 30;
const LOWEST_HZ = 100;

const toMel = (hz: number) => 1127 * Math.log(1 + hz / 700);
const fromMel = (mel: number) => 700 * (Math.exp(mel / 1127) - 1);

/** Thirty triangular bands, evenly spaced on the mel scale from 100 Hz to `highestHz`. */
export class MelBands {
  /** For each band its first bin and the weights from there on; they add up to 1. */
  private readonly filters: readonly { readonly first: number; readonly weights: Float64Array }[];
  /** For each bin the band at or below it and the share of the next one. */
  private readonly below: Uint8Array;
  private readonly share: Float64Array;

  constructor(
    readonly highestHz: number,
    sampleRateHz: number,
    size: number,
  ) {
    const hzPerBin = sampleRateHz / size;
    const bins = Math.floor(size / 2) + 1;
    const lowest = toMel(LOWEST_HZ);
    const step = (toMel(highestHz) - lowest) / (BAND_COUNT + 1);
    const edgeHz = (index: number) => fromMel(lowest + step * index);
    this.filters = Array.from({ length: BAND_COUNT }, (_, band) =>
      triangle(edgeHz(band), edgeHz(band + 1), edgeHz(band + 2), hzPerBin, bins),
    );
    this.below = new Uint8Array(bins);
    this.share = new Float64Array(bins);
    for (let bin = 0; bin < bins; bin++) {
      const at = Math.min(BAND_COUNT - 1, Math.max(0, (toMel(bin * hzPerBin) - lowest) / step - 1));
      this.below[bin] = Math.min(BAND_COUNT - 2, Math.floor(at));
      this.share[bin] = at - this.below[bin]!;
    }
  }

  /** @returns mean power of each band, written to `out` */
  powers(re: Float64Array, im: Float64Array, out: Float64Array): Float64Array {
    this.filters.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) {
        const bin = first + i;
        sum += weights[i]! * (re[bin]! * re[bin]! + im[bin]! * im[bin]!);
      }
      out[band] = sum;
    });
    return out;
  }

  /** A value per band as a value per bin: straight lines between the bands' centres, held beyond the outer ones. */
  atBin(values: Float64Array, bin: number): number {
    const band = this.below[bin]!;
    const share = this.share[bin]!;
    return values[band]! * (1 - share) + values[band + 1]! * share;
  }
}

function triangle(
  lowHz: number,
  peakHz: number,
  highHz: number,
  hzPerBin: number,
  bins: number,
): { first: number; weights: Float64Array } {
  const first = Math.max(0, Math.ceil(lowHz / hzPerBin));
  const last = Math.min(bins - 1, Math.floor(highHz / hzPerBin));
  const weights = Float64Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const hz = (first + index) * hzPerBin;
    return hz < peakHz ? (hz - lowHz) / (peakHz - lowHz) : (highHz - hz) / (highHz - peakHz);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  // a band narrower than a bin hears the bin nearest to its peak
  if (sum <= 0) return { first: Math.round(peakHz / hzPerBin), weights: Float64Array.of(1) };
  return { first, weights: weights.map((weight) => weight / sum) };
}

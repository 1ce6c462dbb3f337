import { ComplexFft } from './complex-fft';

/**
 * Transform of `size` real points: `bins` = floor(size / 2) + 1 complex values, as rfft and irfft of numpy and torch.
 * Buffers are allocated once, so an instance is not re-entrant.
 */
export class RealFft {
  readonly size: number;
  readonly bins: number;
  /** Even sizes pack two real points into one complex point and need a transform of half the length. */
  private readonly packed: boolean;
  private readonly fft: ComplexFft;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;

  /** @throws RangeError when `size` is not a positive integer */
  constructor(size: number) {
    this.size = size;
    this.bins = Math.floor(size / 2) + 1;
    this.packed = size % 2 === 0;
    const length = this.packed ? size / 2 : size;
    this.fft = new ComplexFft(length);
    this.workRe = new Float64Array(length);
    this.workIm = new Float64Array(length);
    this.cos = Float64Array.from({ length: this.bins }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sin = Float64Array.from({ length: this.bins }, (_, k) => Math.sin((2 * Math.PI * k) / size));
  }

  /**
   * @param input `size` points; fewer are padded with zeros
   * @param re real parts out, `bins` values
   * @param im imaginary parts out, `bins` values
   */
  forward(
    input: Float32Array | Float64Array,
    re: Float64Array | Float32Array,
    im: Float64Array | Float32Array,
  ): void {
    const { workRe, workIm } = this;
    const step = this.packed ? 2 : 1;
    for (let n = 0; n < workRe.length; n++) {
      workRe[n] = input[step * n] ?? 0;
      workIm[n] = this.packed ? (input[2 * n + 1] ?? 0) : 0;
    }
    this.fft.forward(workRe, workIm);
    if (!this.packed) {
      re.set(workRe.subarray(0, this.bins));
      im.set(workIm.subarray(0, this.bins));
      return;
    }
    const half = workRe.length;
    for (let k = 0; k < this.bins; k++) {
      const a = k % half;
      const b = (half - k) % half;
      const evenRe = (workRe[a]! + workRe[b]!) / 2;
      const evenIm = (workIm[a]! - workIm[b]!) / 2;
      const oddRe = (workIm[a]! + workIm[b]!) / 2;
      const oddIm = (workRe[b]! - workRe[a]!) / 2;
      re[k] = evenRe + oddRe * this.cos[k]! + oddIm * this.sin[k]!;
      im[k] = evenIm + oddIm * this.cos[k]! - oddRe * this.sin[k]!;
    }
  }

  /**
   * The inverse of `forward`, scaled by 1 / size. The imaginary parts of bin 0 and (even sizes) of the last bin are ignored.
   * @param output `size` points out
   */
  inverse(
    re: Float64Array | Float32Array,
    im: Float64Array | Float32Array,
    output: Float32Array | Float64Array,
  ): void {
    if (this.packed) this.inversePacked(re, im, output);
    else this.inverseFull(re, im, output);
  }

  private inversePacked(
    re: Float64Array | Float32Array,
    im: Float64Array | Float32Array,
    output: Float32Array | Float64Array,
  ): void {
    const { workRe, workIm } = this;
    const half = workRe.length;
    for (let k = 0; k < half; k++) {
      const mirror = half - k;
      const imA = k === 0 ? 0 : im[k]!;
      const imB = k === 0 ? 0 : im[mirror]!;
      const evenRe = (re[k]! + re[mirror]!) / 2;
      const evenIm = (imA - imB) / 2;
      const turnedRe = (re[k]! - re[mirror]!) / 2;
      const turnedIm = (imA + imB) / 2;
      const oddRe = turnedRe * this.cos[k]! - turnedIm * this.sin[k]!;
      const oddIm = turnedRe * this.sin[k]! + turnedIm * this.cos[k]!;
      workRe[k] = evenRe - oddIm;
      workIm[k] = evenIm + oddRe;
    }
    this.fft.inverse(workRe, workIm);
    for (let n = 0; n < half; n++) {
      output[2 * n] = workRe[n]!;
      output[2 * n + 1] = workIm[n]!;
    }
  }

  private inverseFull(
    re: Float64Array | Float32Array,
    im: Float64Array | Float32Array,
    output: Float32Array | Float64Array,
  ): void {
    const { workRe, workIm, size } = this;
    workRe[0] = re[0]!;
    workIm[0] = 0;
    for (let k = 1; k < this.bins; k++) {
      workRe[k] = re[k]!;
      workIm[k] = im[k]!;
      workRe[size - k] = re[k]!;
      workIm[size - k] = -im[k]!;
    }
    this.fft.inverse(workRe, workIm);
    output.set(workRe);
  }
}

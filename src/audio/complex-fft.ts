/** Fourier transforms of any length, in float64. Buffers are allocated once, so an instance is not re-entrant. */

/** Lengths with a larger prime factor go through Bluestein's algorithm instead of a direct butterfly. */
const LARGEST_DIRECT_PRIME = 31;

/** In-place complex transform of `size` points. */
export class ComplexFft {
  readonly size: number;
  private readonly radices: readonly number[];
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;
  private readonly bluestein: Bluestein | undefined;

  /** @throws RangeError when `size` is not a positive integer */
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`FFT size ${size} is not a positive integer`);
    this.size = size;
    const radices = factorize(size);
    const direct = radices.every((radix) => radix <= LARGEST_DIRECT_PRIME);
    this.radices = direct ? radices : [];
    this.bluestein = direct ? undefined : new Bluestein(size);
    const scratch = direct ? size : 0;
    this.cos = new Float64Array(scratch);
    this.sin = new Float64Array(scratch);
    this.workRe = new Float64Array(scratch);
    this.workIm = new Float64Array(scratch);
    for (let k = 0; k < scratch; k++) {
      this.cos[k] = Math.cos((2 * Math.PI * k) / size);
      this.sin[k] = -Math.sin((2 * Math.PI * k) / size);
    }
  }

  /** X[k] = sum over n of x[n] exp(-2 pi i k n / size). */
  forward(re: Float64Array, im: Float64Array): void {
    if (this.bluestein) this.bluestein.forward(re, im);
    else this.stockham(re, im);
  }

  /** The inverse of `forward`, scaled by 1 / size. */
  inverse(re: Float64Array, im: Float64Array): void {
    // conj(F(conj(x))) / N, where swapping the parts stands for both conjugations
    this.forward(im, re);
    const scale = 1 / this.size;
    for (let i = 0; i < this.size; i++) {
      re[i]! *= scale;
      im[i]! *= scale;
    }
  }

  /** Self-sorting decimation in frequency (Stockham): one pass per radix, no bit reversal. */
  private stockham(re: Float64Array, im: Float64Array): void {
    let fromRe = re;
    let fromIm = im;
    let toRe = this.workRe;
    let toIm = this.workIm;
    let length = this.size;
    let stride = 1;
    for (const radix of this.radices) {
      const groups = length / radix;
      if (radix === 4) this.pass4(fromRe, fromIm, toRe, toIm, groups, stride);
      else if (radix === 2) this.pass2(fromRe, fromIm, toRe, toIm, groups, stride);
      else this.passPrime(fromRe, fromIm, toRe, toIm, radix, groups, stride);
      [fromRe, toRe] = [toRe, fromRe];
      [fromIm, toIm] = [toIm, fromIm];
      length = groups;
      stride *= radix;
    }
    if (fromRe !== re) {
      re.set(fromRe);
      im.set(fromIm);
    }
  }

  private pass2(
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
    groups: number,
    stride: number,
  ): void {
    const half = groups * stride;
    for (let k = 0; k < groups; k++) {
      const wr = this.cos[k * stride]!;
      const wi = this.sin[k * stride]!;
      for (let q = 0; q < stride; q++) {
        const a = q + stride * k;
        const b = a + half;
        const to = q + stride * 2 * k;
        const dr = xr[a]! - xr[b]!;
        const di = xi[a]! - xi[b]!;
        yr[to] = xr[a]! + xr[b]!;
        yi[to] = xi[a]! + xi[b]!;
        yr[to + stride] = dr * wr - di * wi;
        yi[to + stride] = dr * wi + di * wr;
      }
    }
  }

  private pass4(
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
    groups: number,
    stride: number,
  ): void {
    const quarter = groups * stride;
    const { cos, sin } = this;
    for (let k = 0; k < groups; k++) {
      const w1r = cos[k * stride]!;
      const w1i = sin[k * stride]!;
      const w2r = cos[2 * k * stride]!;
      const w2i = sin[2 * k * stride]!;
      const w3r = cos[3 * k * stride]!;
      const w3i = sin[3 * k * stride]!;
      for (let q = 0; q < stride; q++) {
        const a = q + stride * k;
        const b = a + quarter;
        const c = b + quarter;
        const d = c + quarter;
        const sumRe = xr[a]! + xr[c]!;
        const sumIm = xi[a]! + xi[c]!;
        const difRe = xr[a]! - xr[c]!;
        const difIm = xi[a]! - xi[c]!;
        const sum2Re = xr[b]! + xr[d]!;
        const sum2Im = xi[b]! + xi[d]!;
        // -i (b - d)
        const turnRe = xi[b]! - xi[d]!;
        const turnIm = xr[d]! - xr[b]!;
        const to = q + stride * 4 * k;
        yr[to] = sumRe + sum2Re;
        yi[to] = sumIm + sum2Im;
        const oneRe = difRe + turnRe;
        const oneIm = difIm + turnIm;
        yr[to + stride] = oneRe * w1r - oneIm * w1i;
        yi[to + stride] = oneRe * w1i + oneIm * w1r;
        const twoRe = sumRe - sum2Re;
        const twoIm = sumIm - sum2Im;
        yr[to + 2 * stride] = twoRe * w2r - twoIm * w2i;
        yi[to + 2 * stride] = twoRe * w2i + twoIm * w2r;
        const threeRe = difRe - turnRe;
        const threeIm = difIm - turnIm;
        yr[to + 3 * stride] = threeRe * w3r - threeIm * w3i;
        yi[to + 3 * stride] = threeRe * w3i + threeIm * w3r;
      }
    }
  }

  private passPrime(
    xr: Float64Array,
    xi: Float64Array,
    yr: Float64Array,
    yi: Float64Array,
    radix: number,
    groups: number,
    stride: number,
  ): void {
    const { cos, sin, size } = this;
    const leg = groups * stride;
    const turn = size / radix;
    for (let k = 0; k < groups; k++) {
      for (let j = 0; j < radix; j++) {
        const wr = cos[k * j * stride]!;
        const wi = sin[k * j * stride]!;
        for (let q = 0; q < stride; q++) {
          let sumRe = 0;
          let sumIm = 0;
          for (let r = 0; r < radix; r++) {
            const at = q + stride * k + leg * r;
            const step = ((j * r) % radix) * turn;
            sumRe += xr[at]! * cos[step]! - xi[at]! * sin[step]!;
            sumIm += xr[at]! * sin[step]! + xi[at]! * cos[step]!;
          }
          const to = q + stride * (radix * k + j);
          yr[to] = sumRe * wr - sumIm * wi;
          yi[to] = sumRe * wi + sumIm * wr;
        }
      }
    }
  }
}

/** A transform of any length as a convolution of a power-of-two length. */
class Bluestein {
  private readonly fft: ComplexFft;
  private readonly chirpRe: Float64Array;
  private readonly chirpIm: Float64Array;
  private readonly filterRe: Float64Array;
  private readonly filterIm: Float64Array;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;

  constructor(private readonly size: number) {
    let padded = 1;
    while (padded < 2 * size - 1) padded *= 2;
    this.fft = new ComplexFft(padded);
    this.chirpRe = new Float64Array(size);
    this.chirpIm = new Float64Array(size);
    this.filterRe = new Float64Array(padded);
    this.filterIm = new Float64Array(padded);
    this.workRe = new Float64Array(padded);
    this.workIm = new Float64Array(padded);
    for (let n = 0; n < size; n++) {
      // n² modulo 2 size keeps the angle exact for long transforms
      const angle = (Math.PI * ((n * n) % (2 * size))) / size;
      this.chirpRe[n] = Math.cos(angle);
      this.chirpIm[n] = -Math.sin(angle);
      for (const at of n === 0 ? [0] : [n, padded - n]) {
        this.filterRe[at] = Math.cos(angle);
        this.filterIm[at] = Math.sin(angle);
      }
    }
    this.fft.forward(this.filterRe, this.filterIm);
  }

  forward(re: Float64Array, im: Float64Array): void {
    const { chirpRe, chirpIm, filterRe, filterIm, workRe, workIm, size } = this;
    workRe.fill(0);
    workIm.fill(0);
    for (let n = 0; n < size; n++) {
      workRe[n] = re[n]! * chirpRe[n]! - im[n]! * chirpIm[n]!;
      workIm[n] = re[n]! * chirpIm[n]! + im[n]! * chirpRe[n]!;
    }
    this.fft.forward(workRe, workIm);
    for (let k = 0; k < workRe.length; k++) {
      const productRe = workRe[k]! * filterRe[k]! - workIm[k]! * filterIm[k]!;
      workIm[k] = workRe[k]! * filterIm[k]! + workIm[k]! * filterRe[k]!;
      workRe[k] = productRe;
    }
    this.fft.inverse(workRe, workIm);
    for (let k = 0; k < size; k++) {
      re[k] = workRe[k]! * chirpRe[k]! - workIm[k]! * chirpIm[k]!;
      im[k] = workRe[k]! * chirpIm[k]! + workIm[k]! * chirpRe[k]!;
    }
  }
}

/** @returns radices whose product is `size`, fours first. */
function factorize(size: number): number[] {
  const radices: number[] = [];
  let rest = size;
  for (let radix = 4; rest > 1;) {
    if (rest % radix === 0) {
      radices.push(radix);
      rest /= radix;
    } else if (radix === 4) radix = 2;
    else if (radix === 2) radix = 3;
    else radix = radix * radix > rest ? rest : radix + 2;
  }
  return radices;
}

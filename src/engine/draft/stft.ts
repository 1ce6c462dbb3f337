import { RealFft } from '#audio/fft';

/**
 * Short-time Fourier transform with a square-root Hann window on both sides. Every sample lies in as many frames as every
 * other, so the first and the last frames reach beyond the signal.
 */
export class Stft {
  readonly bins: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly buffer: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  /** @param hop at most a quarter of `size`, so that the squared windows add up to a constant */
  constructor(
    readonly size: number,
    readonly hop: number,
  ) {
    this.fft = new RealFft(size);
    this.bins = this.fft.bins;
    // sqrt of a periodic Hann window is half a sine
    this.window = Float64Array.from({ length: size }, (_, n) => Math.sin((Math.PI * n) / size));
    this.buffer = new Float64Array(size);
    this.re = new Float64Array(this.bins);
    this.im = new Float64Array(this.bins);
  }

  frameCount(length: number): number {
    return Math.ceil((length - this.startOf(0)) / this.hop);
  }

  /** @returns the sample in the middle of a frame; negative before the signal */
  centreOf(frame: number): number {
    return this.startOf(frame) + this.size / 2;
  }

  private startOf(frame: number): number {
    return (frame + 1) * this.hop - this.size;
  }

  /** @param visit receives each frame's spectrum; the arrays are used again for the next frame */
  analyse(samples: Float32Array, visit: (frame: number, re: Float64Array, im: Float64Array) => void): void {
    const frames = this.frameCount(samples.length);
    for (let frame = 0; frame < frames; frame++) {
      const start = this.startOf(frame);
      for (let n = 0; n < this.size; n++) this.buffer[n] = (samples[start + n] ?? 0) * this.window[n]!;
      this.fft.forward(this.buffer, this.re, this.im);
      visit(frame, this.re, this.im);
    }
  }

  /** @param edit changes each frame's spectrum in place  @returns as many samples as came in */
  transform(
    samples: Float32Array,
    edit: (frame: number, re: Float64Array, im: Float64Array) => void,
  ): Float32Array {
    const output = new Float32Array(samples.length);
    const scale = (2 * this.hop) / this.size;
    this.analyse(samples, (frame, re, im) => {
      edit(frame, re, im);
      this.fft.inverse(re, im, this.buffer);
      const start = this.startOf(frame);
      const from = Math.max(0, -start);
      const to = Math.min(this.size, samples.length - start);
      for (let n = from; n < to; n++) output[start + n]! += this.buffer[n]! * this.window[n]! * scale;
    });
    return output;
  }
}

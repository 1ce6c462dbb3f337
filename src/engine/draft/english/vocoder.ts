import { RealFft } from '#audio/fft';
import { mulberry32 } from '#audio/mulberry32';

/**
 * Spectrum of the English network to sound. Each frame is a train of pulses behind a filter, noise behind another, and a part
 * whose phase is given outright:
 *
 *     S = exp(lh) · exp(iπ tanh θ) · STFT(pulses(f0)) + exp(ln) · noise + exp(lr) · exp(iφ)
 *
 * Source of the formula: the interface of PyPI hibari-tts 0.2.1.
 */

export const SAMPLE_RATE_HZ = 24_000;
const SIZE = 1200;
export const HOP = 300;
/** Slower than this is no voice. */
export const LEAST_VOICED_HZ = 40;
const HIGHEST_HARMONIC_HZ = 11_000;
const LARGEST_LOG = 7;
const PARTS = 5;

/** Drawn once: logarithms and roots for every bin took as long as all the rest. Frames begin at random places in it. */
const NOISE_SIZE = 2 ** 16;
const noise = gaussian(NOISE_SIZE);

const hann = Float64Array.from({ length: SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));

/**
 * @param spectrum shape (frames, 5 x 601): lh, θ, ln, lr and φ of a frame, one behind the other
 * @param f0Hz one value a frame, 0 where unvoiced
 * @param seed of the noise
 * @returns HOP samples a frame
 */
export function soundOf(spectrum: Float32Array, f0Hz: Float32Array, seed: number): Float32Array {
  const frames = f0Hz.length;
  const source = pulses(f0Hz);
  const random = mulberry32(seed);
  const fft = new RealFft(SIZE);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const frame = new Float64Array(SIZE);
  const sum = new Float64Array((frames - 1) * HOP + SIZE);
  const weight = new Float64Array(sum.length);
  for (let at = 0; at < frames; at++) {
    const start = at * HOP - SIZE / 2;
    for (let n = 0; n < SIZE; n++) frame[n] = (hann[n]! * mirrored(source, start + n)) / HOP;
    fft.forward(frame, re, im);
    filter(spectrum.subarray(at * PARTS * fft.bins, (at + 1) * PARTS * fft.bins), random(), re, im);
    fft.inverse(re, im, frame);
    for (let n = 0; n < SIZE; n++) {
      sum[at * HOP + n]! += frame[n]! * hann[n]!;
      weight[at * HOP + n]! += hann[n]! ** 2;
    }
  }
  return Float32Array.from(
    { length: frames * HOP },
    (_, n) => (sum[n + SIZE / 2] ?? 0) / Math.max(1e-11, weight[n + SIZE / 2] ?? 1),
  );
}

/** The formula of the head for one frame, in place. @param chance 0 to 1: which stretch of the noise is used */
function filter(parts: Float32Array, chance: number, re: Float64Array, im: Float64Array): void {
  const bins = re.length;
  let hissAt = Math.floor(chance * (NOISE_SIZE - 2 * bins));
  for (let bin = 0; bin < bins; bin++) {
    const turn = Math.PI * Math.tanh(parts[bins + bin]!);
    const gain = size(parts[bin]!);
    const turnRe = gain * Math.cos(turn);
    const turnIm = gain * Math.sin(turn);
    const hiss = size(parts[2 * bins + bin]!);
    const rest = size(parts[3 * bins + bin]!);
    const phase = parts[4 * bins + bin]!;
    const fromRe = re[bin]!;
    const fromIm = im[bin]!;
    re[bin] = turnRe * fromRe - turnIm * fromIm + hiss * noise[hissAt++]! + rest * Math.cos(phase);
    im[bin] = turnRe * fromIm + turnIm * fromRe + hiss * noise[hissAt++]! + rest * Math.sin(phase);
  }
}

const size = (log: number): number => Math.exp(Math.min(LARGEST_LOG, log));

/** Samples before the first and behind the last are the signal's mirror image. */
function mirrored(samples: Float64Array, at: number): number {
  const last = samples.length - 1;
  return samples[at < 0 ? -at : at > last ? 2 * last - at : at] ?? 0;
}

/** Every harmonic below 11 kHz at the same strength: sum over h of cos(h t) = sin((H + 1/2) t) / (2 sin(t/2)) - 1/2. */
function pulses(f0Hz: Float32Array): Float64Array {
  const samples = new Float64Array(f0Hz.length * HOP);
  let turns = 0;
  for (let at = 0; at < samples.length; at++) {
    const place = (at + 0.5) / HOP - 0.5;
    const before = Math.max(0, Math.floor(place));
    const after = Math.min(f0Hz.length - 1, Math.floor(place) + 1);
    const share = place - Math.floor(place);
    const hz = (1 - share) * f0Hz[before]! + share * f0Hz[after]!;
    turns = (turns + Math.max(LEAST_VOICED_HZ, hz) / SAMPLE_RATE_HZ) % 1;
    if (hz <= LEAST_VOICED_HZ) continue;
    const angle = 2 * Math.PI * turns;
    const harmonics = Math.floor(HIGHEST_HARMONIC_HZ / hz) + 0.5;
    const half = 2 * Math.sin(angle / 2);
    samples[at] = (Math.abs(half) <= 2e-3 ? harmonics : Math.sin(harmonics * angle) / half) - 0.5;
  }
  return samples;
}

/** Normally distributed numbers of variance 1. Source: Box and Muller, 1958. */
function gaussian(count: number): Float32Array {
  const random = mulberry32(1);
  const values = new Float32Array(count);
  for (let at = 0; at < count; at += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    values[at] = radius * Math.cos(angle);
    values[at + 1] = radius * Math.sin(angle);
  }
  return values;
}

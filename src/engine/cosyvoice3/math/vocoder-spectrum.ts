import { hannWindow, reflectIndex } from './windowing';

/** The vocoder's own short transform: window 16, hop 4. */
const SIZE = 16;
const HOP = 4;
const PAD = SIZE / 2;
const BINS = SIZE / 2 + 1;
/** exp() of the decoder may be huge; the reference clips there. */
const LARGEST_MAGNITUDE = 100;
const LARGEST_SAMPLE = 0.99;

const window = hannWindow(SIZE);
const cosines = Float64Array.from({ length: SIZE }, (_, n) => Math.cos((2 * Math.PI * n) / SIZE));
const sines = Float64Array.from({ length: SIZE }, (_, n) => Math.sin((2 * Math.PI * n) / SIZE));

/** A complex spectrum as the decoder takes it: 9 real rows, then 9 imaginary rows, each `frames` long. */
export interface SourceSpectrum {
  readonly data: Float32Array<ArrayBuffer>;
  readonly frames: number;
}

/**
 * @param source at least 9 samples, 480 per mel frame at 24 kHz
 * @returns shape (18, length / 4 + 1)    Source: centred STFT with reflected edges; golden: stft_16_4.
 */
export function sourceSpectrum(source: Float32Array): SourceSpectrum {
  const frames = Math.floor(source.length / HOP) + 1;
  const data = new Float32Array(2 * BINS * frames);
  const windowed = new Float64Array(SIZE);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * HOP - PAD;
    for (let n = 0; n < SIZE; n++) {
      windowed[n] = window[n]! * source[reflectIndex(start + n, source.length)]!;
    }
    for (let k = 0; k < BINS; k++) {
      let re = 0;
      let im = 0;
      for (let n = 0; n < SIZE; n++) {
        const turn = (k * n) % SIZE;
        re += windowed[n]! * cosines[turn]!;
        im -= windowed[n]! * sines[turn]!;
      }
      data[k * frames + frame] = re;
      data[(BINS + k) * frames + frame] = im;
    }
  }
  return { data, frames };
}

/**
 * The decoder's two outputs to a waveform.
 * @param magnitude shape (9, frames), clipped here at 100
 * @param phase shape (9, frames), radians: already the sine that the reference takes for an angle
 * @returns 4 x (frames - 1) samples in [-0.99, 0.99], that is 480 per mel frame; NaN in gives NaN out
 * Source: inverse STFT, centred, divided by the summed squared window; golden: istft_16_4.
 */
export function spectrumToWave(
  magnitude: Float32Array,
  phase: Float32Array,
  frames: number,
): Float32Array<ArrayBuffer> {
  const padded = new Float64Array((frames - 1) * HOP + SIZE);
  const weight = new Float64Array(padded.length);
  const re = new Float64Array(BINS);
  const im = new Float64Array(BINS);
  for (let frame = 0; frame < frames; frame++) {
    for (let k = 0; k < BINS; k++) {
      const size = Math.min(magnitude[k * frames + frame]!, LARGEST_MAGNITUDE);
      const angle = phase[k * frames + frame]!;
      re[k] = size * Math.cos(angle);
      im[k] = size * Math.sin(angle);
    }
    for (let n = 0; n < SIZE; n++) {
      let sum = re[0]! + (n % 2 === 0 ? re[BINS - 1]! : -re[BINS - 1]!);
      for (let k = 1; k < BINS - 1; k++) {
        const turn = (k * n) % SIZE;
        sum += 2 * (re[k]! * cosines[turn]! - im[k]! * sines[turn]!);
      }
      const at = frame * HOP + n;
      padded[at] = padded[at]! + (sum / SIZE) * window[n]!;
      weight[at] = weight[at]! + window[n]! * window[n]!;
    }
  }
  const wave = new Float32Array((frames - 1) * HOP);
  for (let i = 0; i < wave.length; i++) {
    const sample = padded[i + PAD]! / weight[i + PAD]!;
    wave[i] = Math.max(-LARGEST_SAMPLE, Math.min(LARGEST_SAMPLE, sample));
  }
  return wave;
}

import { RealFft } from '#audio/fft';
import { MEL_BINS, OUTPUT_RATE_HZ, SAMPLES_PER_FRAME } from '../geometry';
import { hannWindow, reflectIndex } from '../math/windowing';
import type { MelFrames } from '../mel';
import { applyFilter, slaneyFilters } from './mel-filters';

const FFT_SIZE = 1920;
const PAD = (FFT_SIZE - SAMPLES_PER_FRAME) / 2;
const FLOOR = 1e-5;

const window = hannWindow(FFT_SIZE);
const filters = slaneyFilters({
  bins: MEL_BINS,
  fftSize: FFT_SIZE,
  sampleRateHz: OUTPUT_RATE_HZ,
  minHz: 0,
  maxHz: OUTPUT_RATE_HZ / 2,
});

/**
 * The prompt as the flow continues it: natural log of mel magnitudes.
 * @param samples mono at 24 kHz, more than 720
 * @returns floor(length / 480) frames of 80, 50 per second, from -11.51 up    Source: the reference's mel_spectrogram; golden: flow_mel_80.
 */
export function flowMel(samples: Float32Array): MelFrames {
  const frames = Math.floor((samples.length + 2 * PAD - FFT_SIZE) / SAMPLES_PER_FRAME) + 1;
  const data = new Float32Array(frames * MEL_BINS);
  const fft = new RealFft(FFT_SIZE);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const input = new Float64Array(FFT_SIZE);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * SAMPLES_PER_FRAME - PAD;
    for (let n = 0; n < FFT_SIZE; n++)
      input[n] = window[n]! * samples[reflectIndex(start + n, samples.length)]!;
    fft.forward(input, re, im);
    for (let k = 0; k < fft.bins; k++) re[k] = Math.sqrt(re[k]! * re[k]! + im[k]! * im[k]! + 1e-9);
    for (let bin = 0; bin < MEL_BINS; bin++) {
      data[frame * MEL_BINS + bin] = Math.log(Math.max(applyFilter(filters[bin]!, re), FLOOR));
    }
  }
  return { data, frames, bins: MEL_BINS };
}

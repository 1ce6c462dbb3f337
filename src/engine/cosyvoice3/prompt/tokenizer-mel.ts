import { RealFft } from '#audio/fft';
import { ENROL_RATE_HZ } from '../geometry';
import { hannWindow, reflectIndex } from '../math/windowing';
import type { MelRows } from '../mel';
import { applyFilter, slaneyFilters } from './mel-filters';

const FFT_SIZE = 400;
const HOP = 160;
const BINS = 128;
const FLOOR = 1e-10;
/** Decades that the features keep below the loudest one. */
const RANGE = 8;

const window = hannWindow(FFT_SIZE);
const filters = slaneyFilters({
  bins: BINS,
  fftSize: FFT_SIZE,
  sampleRateHz: ENROL_RATE_HZ,
  minHz: 0,
  maxHz: ENROL_RATE_HZ / 2,
});

/**
 * What the speech tokenizer hears: Whisper's log mel, without its padding to 30 s.
 * @param samples mono at 16 kHz, more than 200
 * @returns shape (128, floor(length / 160)), about -1 to 1.5    Source: whisper.log_mel_spectrogram; golden: whisper_log_mel_128.
 */
export function tokenizerMel(samples: Float32Array): MelRows {
  const frames = Math.floor(samples.length / HOP);
  const data = new Float32Array(BINS * frames);
  const fft = new RealFft(FFT_SIZE);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const input = new Float64Array(FFT_SIZE);
  let loudest = -Infinity;
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * HOP - FFT_SIZE / 2;
    for (let n = 0; n < FFT_SIZE; n++)
      input[n] = window[n]! * samples[reflectIndex(start + n, samples.length)]!;
    fft.forward(input, re, im);
    for (let k = 0; k < fft.bins; k++) re[k] = re[k]! * re[k]! + im[k]! * im[k]!;
    for (let bin = 0; bin < BINS; bin++) {
      const value = Math.log10(Math.max(applyFilter(filters[bin]!, re), FLOOR));
      data[bin * frames + frame] = value;
      if (value > loudest) loudest = value;
    }
  }
  for (let i = 0; i < data.length; i++) data[i] = (Math.max(data[i]!, loudest - RANGE) + 4) / 4;
  return { data, bins: BINS, frames };
}

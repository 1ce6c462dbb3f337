import { RealFft } from '#audio/fft';
import { ENROL_RATE_HZ } from '../geometry';
import type { MelFrames } from '../mel';
import { applyFilter, kaldiFilters } from './mel-filters';

const FRAME = 400;
const SHIFT = 160;
const FFT_SIZE = 512;
const BINS = 80;
const PRE_EMPHASIS = 0.97;
/** Smallest step of float32 above 1: Kaldi's floor of the energy. */
const FLOOR = 1.1920929e-7;

/** Povey's window: a Hann window, symmetric, to the power 0.85. */
const window = Float64Array.from(
  { length: FRAME },
  (_, n) => (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (FRAME - 1))) ** 0.85,
);
const filters = kaldiFilters({
  bins: BINS,
  fftSize: FFT_SIZE,
  sampleRateHz: ENROL_RATE_HZ,
  minHz: 20,
  maxHz: ENROL_RATE_HZ / 2,
});

/**
 * What the speaker encoder hears: Kaldi's filter bank of a waveform in [-1, 1], each bin's mean over time taken away.
 * @param samples mono at 16 kHz, at least 400
 * @returns floor((length - 400) / 160) + 1 frames of 80    Source: torchaudio.compliance.kaldi.fbank; golden: kaldi_fbank_80_cmn.
 */
export function speakerFbank(samples: Float32Array): MelFrames {
  const fbank = kaldiFbank(samples);
  const { data, frames } = fbank;
  for (let bin = 0; bin < BINS; bin++) {
    let sum = 0;
    for (let at = bin; at < data.length; at += BINS) sum += data[at]!;
    const mean = sum / frames;
    for (let at = bin; at < data.length; at += BINS) data[at] = data[at]! - mean;
  }
  return fbank;
}

/** The filter bank before the mean is taken away; golden: kaldi_fbank_80_raw. */
export function kaldiFbank(samples: Float32Array): MelFrames {
  const frames = Math.floor((samples.length - FRAME) / SHIFT) + 1;
  const data = new Float32Array(frames * BINS);
  const fft = new RealFft(FFT_SIZE);
  const re = new Float64Array(fft.bins);
  const im = new Float64Array(fft.bins);
  const input = new Float64Array(FFT_SIZE);
  for (let frame = 0; frame < frames; frame++) {
    shapeFrame(samples.subarray(frame * SHIFT, frame * SHIFT + FRAME), input);
    fft.forward(input, re, im);
    for (let k = 0; k < fft.bins; k++) re[k] = re[k]! * re[k]! + im[k]! * im[k]!;
    for (let bin = 0; bin < BINS; bin++) {
      data[frame * BINS + bin] = Math.log(Math.max(applyFilter(filters[bin]!, re), FLOOR));
    }
  }
  return { data, frames, bins: BINS };
}

function shapeFrame(frame: Float32Array, out: Float64Array): void {
  let sum = 0;
  for (let n = 0; n < FRAME; n++) sum += frame[n]!;
  const mean = sum / FRAME;
  // the first sample stands for the one before it
  let before = frame[0]! - mean;
  for (let n = 0; n < FRAME; n++) {
    const centred = frame[n]! - mean;
    out[n] = (centred - PRE_EMPHASIS * before) * window[n]!;
    before = centred;
  }
}

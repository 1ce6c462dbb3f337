import { mulberry32 } from '#audio/mulberry32';
import { SAMPLE_RATE_HZ } from './speech-statistics';
import { Stft } from './stft';

const WHISPER_FRAME = 512;
const SMOOTHING_HZ = 180;

/**
 * Whispered speech: the magnitudes without their harmonics, with random phases, thinned below 700 Hz.
 * @param samples mono at 24 kHz
 * @param seed of its noise
 */
export function whisper(samples: Float32Array, seed: number): Float32Array {
  const stft = new Stft(WHISPER_FRAME, WHISPER_FRAME / 4);
  const random = mulberry32(seed);
  const hzPerBin = SAMPLE_RATE_HZ / WHISPER_FRAME;
  const reach = Math.round(SMOOTHING_HZ / hzPerBin);
  const magnitude = new Float64Array(stft.bins);
  return stft.transform(samples, (_frame, re, im) => {
    for (let bin = 0; bin < re.length; bin++) magnitude[bin] = Math.hypot(re[bin]!, im[bin]!);
    for (let bin = 0; bin < re.length; bin++) {
      let sum = 0;
      const from = Math.max(0, bin - reach);
      const to = Math.min(re.length - 1, bin + reach);
      for (let near = from; near <= to; near++) sum += magnitude[near]!;
      const thin = Math.min(1, (bin * hzPerBin) / 700) ** 1.2;
      const size = (thin * sum) / (to - from + 1);
      const phase = 2 * Math.PI * random();
      re[bin] = size * Math.cos(phase);
      im[bin] = size * Math.sin(phase);
    }
  });
}

/** An unsteady voice: the level swings `depth` (0 to 1) around itself. */
export function tremor(samples: Float32Array, rateHz: number, depth: number): Float32Array {
  return samples.map(
    (sample, at) => sample * (1 + depth * Math.sin((2 * Math.PI * rateHz * at) / SAMPLE_RATE_HZ)),
  );
}

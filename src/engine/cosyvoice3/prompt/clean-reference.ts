/** Frame and hop of the silence search: 440 and 220 samples at 16 kHz. */
const FRAME_SEC = 0.0275;
const HOP_SEC = 0.01375;
/** A frame this far below the loudest one is silence. */
const SILENCE_DB = -60;
const LARGEST_PEAK = 0.8;
/** Silence after the speech. */
export const TAIL_SEC = 0.3;

/**
 * Conditions a prompt the way the model's first web page did: no silence around the speech, peak at most 0.8, a short
 * silent tail. The tail keeps the end of the prompt from leaking into the take.
 * @param samples mono at any rate    @param longestSec the tail is shortened to stay within it
 */
export function cleanReference(
  samples: Float32Array,
  sampleRateHz: number,
  longestSec: number,
): Float32Array {
  const speech = trimSilence(samples, sampleRateHz);
  let peak = 0;
  for (const sample of speech) peak = Math.max(peak, Math.abs(sample));
  const gain = peak > LARGEST_PEAK ? LARGEST_PEAK / peak : 1;
  const longest = Math.floor(longestSec * sampleRateHz);
  const tail = Math.round(TAIL_SEC * sampleRateHz);
  const cleaned = new Float32Array(Math.max(speech.length, Math.min(speech.length + tail, longest)));
  for (let i = 0; i < speech.length; i++) cleaned[i] = speech[i]! * gain;
  return cleaned;
}

/** Cuts leading and trailing silence. Source: librosa.effects.trim with top_db 60 and centred, zero-padded frames. */
function trimSilence(samples: Float32Array, sampleRateHz: number): Float32Array {
  const frame = Math.round(FRAME_SEC * sampleRateHz);
  const hop = Math.round(HOP_SEC * sampleRateHz);
  const energies = Array.from({ length: Math.floor(samples.length / hop) + 1 }, (_, index) => {
    const start = index * hop - Math.floor(frame / 2);
    let sum = 0;
    for (let n = Math.max(0, start); n < Math.min(samples.length, start + frame); n++)
      sum += samples[n]! ** 2;
    return sum;
  });
  // energies are squares, so 60 dB are six decades
  const threshold = energies.reduce((most, energy) => Math.max(most, energy), 0) * 10 ** (SILENCE_DB / 10);
  const loud = (energy: number): boolean => energy > threshold;
  const first = energies.findIndex(loud);
  if (first === -1) return samples.subarray(0, 0);
  return samples.subarray(first * hop, Math.min(samples.length, (energies.findLastIndex(loud) + 1) * hop));
}

import type { Audio } from '#contract/engine-api';

/** A voice-like sound: harmonics under a syllable rhythm with pauses. The same for the same pitch and length. */
export function fakeSpeech(durationSec: number, f0Hz = 160, sampleRateHz = 24_000): Audio {
  const samples = new Float32Array(Math.round(durationSec * sampleRateHz));
  for (let n = 0; n < samples.length; n++) {
    const sec = n / sampleRateHz;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.1 * sec + Math.sin(sec * 1.7))) ** 0.7;
    const phrase = sec % 3.1 > 2.7 ? 0.02 : 1;
    const pitch = 2 * Math.PI * f0Hz * (sec + 0.004 * Math.sin(2 * Math.PI * 0.6 * sec));
    const voice = Math.sin(pitch) + 0.6 * Math.sin(2 * pitch) + 0.35 * Math.sin(3 * pitch);
    samples[n] = 0.32 * syllable * phrase * voice + 0.001 * Math.sin(n * 12.9898);
  }
  return { sampleRateHz, samples };
}

/** @returns `count` absolute peaks, 0 to 1, evenly spaced */
export function peaksOf(samples: Float32Array, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * samples.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * samples.length) / count));
    let peak = 0;
    for (let n = from; n < to && n < samples.length; n++) peak = Math.max(peak, Math.abs(samples[n]!));
    return Math.round(peak * 1000) / 1000;
  });
}

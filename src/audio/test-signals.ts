/** Signals for tests: closed-form or seeded, so that no audio file is needed. */

/** @returns white noise in [-1, 1], the same for the same seed (xorshift32) */
export function createNoise(length: number, seed: number): Float32Array {
  let state = (seed * 2654435761) >>> 0 || 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2147483648 - 1;
  });
}

/** @returns a sine of `frequencyHz` */
export function createTone(
  frequencyHz: number,
  seconds: number,
  sampleRateHz: number,
  amplitude = 0.5,
): Float32Array {
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  return Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, n) => amplitude * Math.sin(step * n),
  );
}

export interface VoiceShape {
  readonly seconds: number;
  readonly sampleRateHz: number;
  /** Pitch at a time; a glide or a vibrato shows whether a tracker follows. */
  readonly f0Hz: (sec: number) => number;
  readonly syllablesPerSec?: number;
  /** Peak amplitude. */
  readonly amplitude?: number;
}

/** Three vowels by their formants in Hz. */
const vowels = [
  [730, 1090, 2440, 3400],
  [300, 870, 2240, 3300],
  [270, 2290, 3010, 3700],
] as const;

/** @returns something like speech: glottal pulses through formants, one vowel a syllable, gaps between syllables */
export function createVoice(shape: VoiceShape): Float32Array {
  const { seconds, sampleRateHz, f0Hz, syllablesPerSec = 4, amplitude = 0.5 } = shape;
  const length = Math.round(seconds * sampleRateHz);
  const samples = new Float64Array(length);
  const state = new Float64Array(8);
  let phase = 0;
  for (let n = 0; n < length; n++) {
    const sec = n / sampleRateHz;
    phase = (phase + f0Hz(sec) / sampleRateHz) % 1;
    // Rosenberg's glottal flow, differentiated by the lips
    const flow =
      phase < 0.4
        ? Math.sin((Math.PI * phase) / 0.4)
        : phase < 0.56
          ? -Math.cos(((phase - 0.4) * Math.PI) / 0.32)
          : 0;
    const vowel = vowels[Math.floor(sec * syllablesPerSec) % vowels.length]!;
    const position = (sec * syllablesPerSec) % 1;
    const envelope = position < 0.8 ? Math.sin((Math.PI * position) / 0.8) ** 0.5 : 0;
    samples[n] = envelope * resonate(flow, vowel, sampleRateHz, state);
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return Float32Array.from(samples, (sample) => (sample / peak) * amplitude);
}

/** A cascade of two-pole resonators of 80 Hz bandwidth; `state` holds two values a formant. */
function resonate(
  input: number,
  formants: readonly number[],
  sampleRateHz: number,
  state: Float64Array,
): number {
  const radius = Math.exp((-Math.PI * 80) / sampleRateHz);
  return formants.reduce((x, formantHz, i) => {
    if (formantHz > 0.45 * sampleRateHz) return x;
    const b = 2 * radius * Math.cos((2 * Math.PI * formantHz) / sampleRateHz);
    const y = (1 - b + radius * radius) * x + b * state[2 * i]! - radius * radius * state[2 * i + 1]!;
    state[2 * i + 1] = state[2 * i]!;
    state[2 * i] = y;
    return y;
  }, input);
}

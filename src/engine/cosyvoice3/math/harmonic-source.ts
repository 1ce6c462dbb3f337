import { OUTPUT_RATE_HZ, SAMPLES_PER_FRAME } from '../geometry';
import { createRandom } from './random';

/** The fundamental and eight harmonics. */
const HARMONICS = 9;
const SINE_AMPLITUDE = 0.1;
const VOICED_NOISE = 0.003;
const UNVOICED_NOISE = SINE_AMPLITUDE / 3;
const VOICED_ABOVE_HZ = 10;

/** The only trained numbers of the source generator: its output layer. */
export interface SourceMixer {
  /** One weight per harmonic, 9. */
  readonly weights: Float32Array;
  readonly bias: number;
}

/**
 * Phases of the harmonics, constant inside a frame: the reference's interpolation cancels itself, leaving a staircase.
 * @param f0Hz one pitch per mel frame, 0 where unvoiced
 * @returns sin(phase), shape (frames, count)    Source: the reference's sine generator; golden: sine_source.
 */
export function harmonicSines(f0Hz: Float32Array, count = HARMONICS): Float32Array {
  const sines = new Float32Array(f0Hz.length * count);
  for (let h = 0; h < count; h++) {
    let cycles = 0;
    for (let frame = 0; frame < f0Hz.length; frame++) {
      const cyclesPerSample = ((f0Hz[frame]! * (h + 1)) / OUTPUT_RATE_HZ) % 1;
      // whole cycles change nothing and would eat the precision of long segments
      cycles = (cycles + SAMPLES_PER_FRAME * cyclesPerSample) % 1;
      sines[frame * count + h] = Math.sin(2 * Math.PI * cycles);
    }
  }
  return sines;
}

/**
 * The excitation that the vocoder shapes, without the pack's 259 MB source graph.
 * @param f0Hz one pitch per mel frame    @returns 480 samples per frame, at 24 kHz
 * The noise is the same for every segment, as the reference's is, and as long as the segment: a repeated one is heard as a beat.
 * Source: the reference's SourceModuleHnNSF; its noise is a draw of its own, so only the harmonic part can agree.
 */
export function harmonicSource(f0Hz: Float32Array, mixer: SourceMixer): Float32Array<ArrayBuffer> {
  const source = new Float32Array(f0Hz.length * SAMPLES_PER_FRAME);
  const sines = harmonicSines(f0Hz);
  const random = createRandom(0n);
  for (let frame = 0; frame < f0Hz.length; frame++) {
    const voiced = f0Hz[frame]! > VOICED_ABOVE_HZ;
    const noiseAmplitude = voiced ? VOICED_NOISE : UNVOICED_NOISE;
    let tone = mixer.bias;
    for (let h = 0; voiced && h < HARMONICS; h++) {
      tone += mixer.weights[h]! * SINE_AMPLITUDE * sines[frame * HARMONICS + h]!;
    }
    for (let i = frame * SAMPLES_PER_FRAME; i < (frame + 1) * SAMPLES_PER_FRAME; i++) {
      let hiss = 0;
      for (let h = 0; h < HARMONICS; h++) hiss += mixer.weights[h]! * Math.fround(random.next());
      source[i] = Math.tanh(tone + noiseAmplitude * hiss);
    }
  }
  return source;
}

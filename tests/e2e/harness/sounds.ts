import { writeWav, type WavContent } from '#audio/wav';

interface Sound {
  readonly sec: number;
  readonly sampleRateHz: number;
  readonly channels?: number;
  readonly bitDepth?: WavContent['bitDepth'];
  /** Peak, 0 to 1. */
  readonly gain?: number;
}

/** A hum of 150 Hz that swells like syllables, as a WAV file: enough of a voice for the checks at the door. */
export function humWav({ sec, sampleRateHz, channels = 1, bitDepth = 16, gain = 0.5 }: Sound): Uint8Array {
  const hum = Float32Array.from({ length: Math.round(sec * sampleRateHz) }, (_, at) => {
    const time = at / sampleRateHz;
    return gain * Math.sin(2 * Math.PI * 150 * time) * (0.5 + 0.5 * Math.sin(8 * time));
  });
  return writeWav({ sampleRateHz, channels: Array.from({ length: channels }, () => hum), bitDepth });
}

/** The same hum in 32-bit floats, with samples that are no numbers. */
export function notFiniteWav(sec: number, sampleRateHz: number, bad: number): Uint8Array {
  const samples = new Float32Array(sec * sampleRateHz).fill(0.1);
  samples.fill(Number.NaN, 1000, 1000 + bad);
  return writeWav({ sampleRateHz, channels: [samples], bitDepth: 'float32' });
}

/** What is left of a file whose copying was interrupted. */
export function cutOff(bytes: Uint8Array, share: number): Uint8Array {
  return bytes.slice(0, Math.floor(bytes.length * share));
}

export const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

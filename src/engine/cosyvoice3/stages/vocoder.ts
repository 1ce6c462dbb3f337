import type { MelRows } from '../mel';

/** Mel to waveform. */
export interface Vocoder {
  /**
   * @param mel log mel, shape (80, T), already resized for the wanted speed
   * @returns 480 T samples at 24 kHz in [-0.99, 0.99]
   * @throws StudioError 'not-a-number', 'out-of-memory'
   */
  render(mel: MelRows): Promise<Float32Array<ArrayBuffer>>;
}

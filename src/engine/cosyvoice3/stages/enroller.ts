import type { MelFrames, MelRows } from '../mel';

/** What enrolling finds in a prompt. */
export interface Enroller {
  /**
   * Prompt audio to speech tokens, 25 per second.
   * @param mel Whisper log mel, shape (128, F), at most 30 s    @returns about F / 4 codes, 0 to 6560
   * @throws StudioError 'pack-invalid' for an answer that is no code, 'out-of-memory'
   */
  tokenizeSpeech(mel: MelRows): Promise<Int32Array<ArrayBuffer>>;
  /**
   * Prompt audio to what makes the voice this voice.
   * @param fbank Kaldi filter bank, shape (F, 80), mean over time taken away    @returns 192 numbers, not normalised
   * @throws StudioError 'not-a-number', 'pack-tensor-mismatch', 'out-of-memory'
   */
  encodeSpeaker(fbank: MelFrames): Promise<Float32Array<ArrayBuffer>>;
}

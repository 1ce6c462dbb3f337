import { assertFinite, assertLength } from '../../onnx/failures';
import { float32Tensor, floatsOf } from '../../onnx/tensors';
import type { PackSessions } from '../../packs/pack-sessions';
import type { MelFrames } from '../mel';

const SPEAKER = 192;

/**
 * Prompt audio to what makes the voice this voice.
 * @param fbank Kaldi filter bank, shape (F, 80), mean over time taken away    @returns 192 numbers, not normalised
 */
export async function encodeSpeaker(
  sessions: PackSessions,
  fbank: MelFrames,
): Promise<Float32Array<ArrayBuffer>> {
  const { embedding } = await sessions.run('speaker_encoder', {
    feats: float32Tensor(fbank.data, [1, fbank.frames, fbank.bins]),
  });
  const values = floatsOf(embedding!, 'speaker_encoder');
  assertLength(values, SPEAKER, 'speaker_encoder');
  assertFinite(values, 'speaker_encoder');
  return Float32Array.from(values);
}

import { assertFinite, assertLength } from '../../../onnx/failures';
import { float32Tensor, floatsOf } from '../../../onnx/tensors';
import { SPEAKER } from '../../geometry';
import type { MelFrames } from '../../mel';
import type { Graphs } from '../topology';

export async function encodeSpeaker(graphs: Graphs, fbank: MelFrames): Promise<Float32Array<ArrayBuffer>> {
  const { embedding } = await graphs.run('speaker_encoder', {
    feats: float32Tensor(fbank.data, [1, fbank.frames, fbank.bins]),
  });
  const values = floatsOf(embedding!, 'speaker_encoder');
  assertLength(values, SPEAKER, 'speaker_encoder');
  assertFinite(values, 'speaker_encoder');
  return Float32Array.from(values);
}

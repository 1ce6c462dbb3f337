import { StudioError } from '#contract/errors';
import { float32Tensor, idsOf, numbersTensor } from '../../../onnx/tensors';
import { SPEECH_CODES } from '../../geometry';
import type { MelRows } from '../../mel';
import type { Graphs } from '../topology';

export async function tokenizeSpeech(graphs: Graphs, mel: MelRows): Promise<Int32Array<ArrayBuffer>> {
  const { tokens } = await graphs.run('speech_tokenizer', {
    feats: float32Tensor(mel.data, [1, mel.bins, mel.frames]),
    length: numbersTensor(graphs.inputType('speech_tokenizer', 'length'), [mel.frames], [1]),
  });
  const ids = idsOf(tokens!, 'speech_tokenizer');
  const wrong = ids.find((id) => id < 0 || id >= SPEECH_CODES);
  if (wrong === undefined) return ids;
  throw new StudioError('pack-invalid', { why: 'no-code', role: 'speech_tokenizer', id: wrong });
}

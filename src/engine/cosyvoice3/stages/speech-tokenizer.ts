import { StudioError } from '#contract/errors';
import { float32Tensor, idsOf, numbersTensor } from '../../onnx/tensors';
import type { PackSessions } from '../../packs/pack-sessions';
import { SPEECH_CODES } from '../geometry';
import type { MelRows } from '../mel';

/**
 * Prompt audio to speech tokens, 25 per second.
 * @param mel Whisper log mel, shape (128, F), at most 30 s    @returns about F / 4 codes, 0 to 6560
 */
export async function tokenizeSpeech(sessions: PackSessions, mel: MelRows): Promise<Int32Array<ArrayBuffer>> {
  const { tokens } = await sessions.run('speech_tokenizer', {
    feats: float32Tensor(mel.data, [1, mel.bins, mel.frames]),
    length: numbersTensor(sessions.inputType('speech_tokenizer', 'length'), [mel.frames], [1]),
  });
  const ids = idsOf(tokens!, 'speech_tokenizer');
  const wrong = ids.find((id) => id < 0 || id >= SPEECH_CODES);
  if (wrong === undefined) return ids;
  throw new StudioError(
    'pack-invalid',
    `The graph speech_tokenizer answered with ${wrong}, which is no speech code.`,
    {
      repair: 'Verify the pack; its speech tokenizer must be version 3.',
      values: { role: 'speech_tokenizer', id: wrong },
    },
  );
}

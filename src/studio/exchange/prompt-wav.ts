import { createHash } from 'node:crypto';
import { readWavLayout } from '#audio/wav';
import { limits } from '#contract/domain';
import { StudioError, type ErrorValues } from '#contract/errors';
import { requireSound } from '../voices/audio-checks';
import { readMonoWav } from '../storage/files/wav-parts';

/** What a prompt's WAV says about itself. */
export interface PromptFacts {
  readonly promptSec: number;
  readonly sampleRateHz: number;
  /** SHA-256 of the samples as they are stored, hex. */
  readonly promptSha256: string;
}

/**
 * Reads a WAV that claims to be a prompt of a library: mono, 32-bit float, 3 to 30 s, all of it numbers.
 * @throws StudioError 'archive-damaged' naming the file and what is wrong with it
 */
export async function readPromptWav(file: string, wav: Uint8Array): Promise<PromptFacts> {
  try {
    const { data, encoding, channelCount, truncated } = readWavLayout(wav);
    if (truncated) throw noSound(file, { why: 'sound-cut-off' });
    if (encoding !== 'float32' || channelCount !== 1)
      throw noSound(file, { why: 'sound-kind', encoding, channels: channelCount });
    const audio = await readMonoWav(wav);
    await requireSound(audio);
    const promptSec = audio.samples.length / audio.sampleRateHz;
    const { min, max } = limits.promptSec;
    if (promptSec < min || promptSec > max) throw noSound(file, { why: 'sound-length', promptSec, min, max });
    if (audio.sampleRateHz < limits.promptRateHz.min)
      throw noSound(file, {
        why: 'sound-rate',
        sampleRateHz: audio.sampleRateHz,
        minHz: limits.promptRateHz.min,
      });
    const promptSha256 = createHash('sha256').update(data).digest('hex');
    return { promptSec, sampleRateHz: audio.sampleRateHz, promptSha256 };
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}

/** @throws StudioError 'archive-damaged' when the bytes are no complete WAV, whatever their name ends in */
export function requireWav(file: string, bytes: Uint8Array): void {
  try {
    if (readWavLayout(bytes).truncated) throw noSound(file, { why: 'sound-cut-off' });
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}

/** @param thrown what reading it met, unless that says what is wrong with it in the archive */
export const damaged = (sound: string, thrown: unknown): StudioError =>
  thrown instanceof StudioError && thrown.code === 'archive-damaged'
    ? thrown
    : noSound(sound, { why: 'sound-unreadable' }, thrown);

function noSound(sound: string, values: ErrorValues, cause?: unknown): StudioError {
  return new StudioError('archive-damaged', { ...values, sound }, cause);
}

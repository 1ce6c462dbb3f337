import { createHash } from 'node:crypto';
import { readWavLayout } from '#audio/wav';
import { limits } from '#contract/domain';
import { StudioError } from '#contract/errors';
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
    if (truncated) throw new Error('it ends before its last sample');
    if (encoding !== 'float32' || channelCount !== 1)
      throw new Error(`it is ${encoding} with ${channelCount} channels, not mono 32-bit float`);
    const audio = await readMonoWav(wav);
    await requireSound(audio);
    const promptSec = audio.samples.length / audio.sampleRateHz;
    const { min, max } = limits.promptSec;
    if (promptSec < min || promptSec > max)
      throw new Error(`it has ${promptSec.toFixed(2)} s, not ${min} to ${max} s`);
    if (audio.sampleRateHz < limits.promptRateHz.min)
      throw new Error(`it has ${audio.sampleRateHz} Hz, less than ${limits.promptRateHz.min} Hz`);
    const promptSha256 = createHash('sha256').update(data).digest('hex');
    return { promptSec, sampleRateHz: audio.sampleRateHz, promptSha256 };
  } catch (thrown) {
    throw noSound(file, thrown);
  }
}

/** @throws StudioError 'archive-damaged' when the bytes are no complete WAV, whatever their name ends in */
export function requireWav(file: string, bytes: Uint8Array): void {
  try {
    if (readWavLayout(bytes).truncated) throw new Error('it ends before its last sample');
  } catch (thrown) {
    throw noSound(file, thrown);
  }
}

export function noSound(file: string, thrown: unknown): StudioError {
  const reason = thrown instanceof Error ? thrown.message : 'it cannot be read';
  return new StudioError('archive-damaged', `"${file}" in the archive is no usable sound: ${reason}.`, {
    cause: thrown,
    repair: 'Ask for the file again from where it came; nothing was taken from it.',
    values: { sound: file, reason },
  });
}

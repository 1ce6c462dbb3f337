import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineId } from '#contract/domain';
import { voiceProfileSchema, type Audio, type VoiceProfile } from '#contract/engine-api';
import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Logger } from '#contract/logger';
import { readWhole, writeWhole } from './files';
import { codeOf } from './storage-errors';
import { monoWavParts, readMonoWav } from './wav-parts';

/** A voice's folder: prompt.wav, and what each engine found in it. */
export class VoiceFiles {
  constructor(
    private readonly folder: string,
    private readonly log: Logger,
  ) {}

  /**
   * Keeps a prompt as 32-bit float at its own rate: the engine later hears the very samples that were judged, at the
   * price of twice the bytes of 16 bit (30 s at 48 kHz: 5.8 MB).
   * @returns SHA-256 of the samples, hex
   */
  async savePrompt(voiceId: string, audio: Audio): Promise<string> {
    const hash = createHash('sha256');
    const onPcm = (pcm: Uint8Array) => void hash.update(pcm);
    await writeWhole(this.promptPath(voiceId), monoWavParts({ audio, bitDepth: 'float32', onPcm }));
    return hash.digest('hex');
  }

  /** @throws StudioError 'file-not-found' */
  async readPrompt(voiceId: string, name: string): Promise<Audio> {
    return readMonoWav(await readWhole(this.promptPath(voiceId), `The prompt of "${name}"`));
  }

  async saveProfile(voiceId: string, profile: VoiceProfile): Promise<void> {
    await writeWhole(this.profilePath(voiceId, profile.engine, profile.key), [encodeFrame(profile)]);
  }

  /** @returns what an earlier enrolment found; undefined when there was none or its file cannot be read any more */
  async readProfile(voiceId: string, engine: EngineId, key: string): Promise<VoiceProfile | undefined> {
    const path = this.profilePath(voiceId, engine, key);
    try {
      const profile = voiceProfileSchema.parse(decodeFrame(await readFile(path)));
      return profile.engine === engine && profile.key === key ? profile : undefined;
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT')
        this.log.warn('A voice profile cannot be read and is made anew', { path, cause });
      return undefined;
    }
  }

  private promptPath(voiceId: string): string {
    return join(this.folder, voiceId, 'prompt.wav');
  }

  /** Keys come from engines and packs; a file name keeps only what every file system takes. */
  private profilePath(voiceId: string, engine: EngineId, key: string): string {
    return join(this.folder, voiceId, `profile-${engine}-${key.replace(/[^A-Za-z0-9.-]/g, '_')}.bin`);
  }
}

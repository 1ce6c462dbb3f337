import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { EngineId } from '#contract/engines';
import { voiceProfileSchema, type Audio, type VoiceProfile } from '#contract/engine-api';
import { decodeFrame, encodeFrame } from '#contract/frame';
import type { Logger } from '#contract/logger';
import { personal } from '#contract/personal';
import { inside } from '../storage/files/inside';
import type { FileAccess } from '../storage/files/file-access';
import { readWhole, writeWhole } from '../storage/files/files';
import { codeOf } from '../storage/files/storage-errors';
import { monoWavParts, readMonoWav } from '../storage/files/wav-parts';
import { readFile } from '../storage/files/regular-file';

/** A prompt of a voice; the first has the voice's own id. */
export interface PromptRef {
  readonly voiceId: string;
  readonly promptId: string;
}

/** @returns the name of a prompt's file inside its voice's folder */
export function promptFileName({ voiceId, promptId }: PromptRef): string {
  return promptId === voiceId ? 'prompt.wav' : `prompt-${promptId}.wav`;
}

/** @returns the prompt that a profile's file name speaks of; undefined for other files. Further prompts have UUIDs. */
export function promptOfProfile(name: string, voiceId: string): string | undefined {
  const found = /^profile-(?:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-)?.*\.bin$/.exec(name);
  return found ? (found[1] ?? voiceId) : undefined;
}

/** A voice's folder: prompt.wav and further prompts, what each engine found in them, and a spoken statement. */
export class VoiceFiles {
  constructor(
    private readonly folder: string,
    private readonly log: Logger,
    private readonly access: FileAccess,
  ) {}

  /**
   * Keeps a prompt as 32-bit float at its own rate: the engine later hears the very samples that were judged, at the
   * price of twice the bytes of 16 bit (30 s at 48 kHz: 5.8 MB).
   * @returns SHA-256 of the samples, hex
   */
  async savePrompt(prompt: PromptRef, audio: Audio): Promise<string> {
    return this.saveSamples(this.promptPath(prompt), audio);
  }

  /** @throws StudioError 'file-not-found' */
  async readPrompt(prompt: PromptRef): Promise<Audio> {
    return readMonoWav(await readWhole(this.promptPath(prompt)));
  }

  /** @returns the prompt's audio, and what engines found in it */
  filesOfPrompt(prompt: PromptRef): string[] {
    const folder = this.voiceFolder(prompt.voiceId);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const profiles = names.filter((name) => promptOfProfile(name, prompt.voiceId) === prompt.promptId);
    return [this.promptPath(prompt), ...profiles.map((name) => inside(folder, name))];
  }

  /** A spoken statement of consent. @returns SHA-256 of the samples, hex */
  async saveStatement(voiceId: string, audio: Audio): Promise<string> {
    return this.saveSamples(this.statementPath(voiceId), audio);
  }

  /** @throws StudioError 'file-not-found' */
  async readStatement(voiceId: string): Promise<Audio> {
    return readMonoWav(await readWhole(this.statementPath(voiceId)));
  }

  async removeStatement(voiceId: string): Promise<void> {
    await rm(this.statementPath(voiceId), { force: true });
  }

  /** Keeps what an engine found in a prompt; nothing when the prompt went for good while the engine listened. */
  async saveProfile(prompt: PromptRef, profile: VoiceProfile): Promise<void> {
    await this.access.add(async () => {
      if (!existsSync(this.promptPath(prompt))) return;
      await this.write(this.profilePath(prompt, profile.engine, profile.key), [encodeFrame(profile)]);
    });
  }

  /** @returns what an earlier enrolment found; undefined when there was none or its file cannot be read any more */
  async readProfile(prompt: PromptRef, engine: EngineId, key: string): Promise<VoiceProfile | undefined> {
    const path = this.profilePath(prompt, engine, key);
    try {
      const profile = voiceProfileSchema.parse(decodeFrame(await readFile(path)));
      return profile.engine === engine && profile.key === key ? profile : undefined;
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT')
        this.log.warn('A voice profile cannot be read and is made anew', { path: personal(path), cause });
      return undefined;
    }
  }

  /** The prompt's file as it lies on disk. @throws StudioError 'file-not-found' */
  async promptFile(prompt: PromptRef): Promise<Uint8Array> {
    return readWhole(this.promptPath(prompt));
  }

  /** Keeps the file of a prompt byte for byte: one that another library wrote. */
  async keepPromptFile(prompt: PromptRef, wav: Uint8Array): Promise<void> {
    await this.write(this.promptPath(prompt), [wav]);
  }

  /** @returns the spoken consent as WAV; undefined when there is none */
  async statementFile(voiceId: string): Promise<Uint8Array | undefined> {
    return readFile(this.statementPath(voiceId)).catch((thrown: unknown) => {
      if (codeOf(thrown) === 'ENOENT') return undefined;
      throw thrown;
    });
  }

  async keepStatementFile(voiceId: string, wav: Uint8Array): Promise<void> {
    await this.write(this.statementPath(voiceId), [wav]);
  }

  /** Everything of a voice lies here. */
  voiceFolder(voiceId: string): string {
    return inside(this.folder, voiceId);
  }

  /** Half-written files of all voices lie in one place, where the next start finds them at once. */
  private write(path: string, parts: Iterable<Uint8Array>): Promise<void> {
    return writeWhole(path, parts);
  }

  private statementPath(voiceId: string): string {
    return inside(this.folder, voiceId, 'statement.wav');
  }

  promptPath({ voiceId, promptId }: PromptRef): string {
    return inside(this.folder, voiceId, promptFileName({ voiceId, promptId }));
  }

  /** Keys come from engines and packs; a file name keeps only what every file system takes. */
  private profilePath(prompt: PromptRef, engine: EngineId, key: string): string {
    const name = `profile-${this.profilePrefix(prompt)}${engine}-${key.replace(/[^A-Za-z0-9.-]/g, '_')}.bin`;
    return inside(this.folder, prompt.voiceId, name);
  }

  private profilePrefix({ voiceId, promptId }: PromptRef): string {
    return promptId === voiceId ? '' : `${promptId}-`;
  }

  /** @returns SHA-256 of the samples, hex */
  private async saveSamples(path: string, audio: Audio): Promise<string> {
    const hash = createHash('sha256');
    const onPcm = (pcm: Uint8Array) => void hash.update(pcm);
    await this.write(path, monoWavParts({ audio, bitDepth: 'float32', onPcm }));
    return hash.digest('hex');
  }
}

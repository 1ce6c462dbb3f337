import type { Prompt, Voice } from '#contract/domain';
import { tooLarge } from '../storage/archive/archive-errors';
import { ArchiveWriter } from '../storage/archive/archive-writer';
import {
  MANIFEST,
  PACK_FORMAT,
  PACK_VERSION,
  packLimits,
  type PackedPrompt,
  type PackedVoice,
  type PackManifest,
} from './voice-pack-format';

/** Where a voice's sound comes from, each file as it lies on disk. */
export interface PackSource {
  readonly prompt: (voice: Voice, promptId: string) => Promise<Uint8Array>;
  /** @returns the spoken consent, when there is one */
  readonly statement: (voice: Voice) => Promise<Uint8Array | undefined>;
}

/** @throws StudioError 'archive-too-large', 'file-not-found' */
export async function writeVoicePack(
  voices: readonly Voice[],
  source: PackSource,
  app: string,
): Promise<Uint8Array> {
  const archive = new ArchiveWriter();
  const packed: PackedVoice[] = [];
  for (const [at, voice] of voices.entries()) {
    packed.push(await packVoice(archive, `voices/${at + 1}`, voice, source));
    requireRoom(archive.totalBytes);
  }
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    app,
    voices: packed,
    files: { ...archive.files },
  };
  return archive.finish(MANIFEST, manifest);
}

async function packVoice(
  archive: ArchiveWriter,
  folder: string,
  voice: Voice,
  source: PackSource,
): Promise<PackedVoice> {
  const prompts: PackedPrompt[] = [];
  for (const [at, { id, ...facts }] of voice.prompts.entries()) {
    const file = `${folder}/prompt-${at + 1}.wav`;
    archive.add(file, await source.prompt(voice, id));
    prompts.push({ file, ...facts });
  }
  const statement = await source.statement(voice);
  const statementFile = `${folder}/consent.wav`;
  if (statement) archive.add(statementFile, statement);
  const { name, createdAt, tags, colour, language, notes, favourite, synthetic, defaults, consent } = voice;
  return {
    ...{ name, createdAt, tags, colour, language, notes, favourite, synthetic, defaults },
    ...(consent === undefined ? {} : { consent }),
    ...(statement ? { statementFile } : {}),
    prompts,
    chosen: chosenOf(voice),
  };
}

const chosenOf = ({ prompts, promptId }: Voice): number =>
  Math.max(
    0,
    prompts.findIndex(({ id }: Prompt) => id === promptId),
  );

function requireRoom(bytes: number): void {
  if (bytes <= packLimits.totalBytes) return;
  const [megabytes, maxMegabytes] = [Math.ceil(bytes / 1e6), packLimits.totalBytes / 1e6];
  throw tooLarge({ why: 'voices', megabytes, maxMegabytes });
}

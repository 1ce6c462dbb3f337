import { statementMatches } from '#contract/consent';
import type { Warning } from '#contract/domain';
import type { Archive } from '../storage/archive/archive';
import { fileChanged, fileMissing, manifestInvalid, newer, unsafe } from '../storage/archive/archive-errors';
import { sha256Of } from '../storage/archive/archive-writer';
import type { Incoming, IncomingPrompt } from './incoming';
import { parseManifest, readJson } from '../storage/archive/manifest-json';
import { readPromptWav, requireWav } from './prompt-wav';
import {
  MANIFEST,
  PACK_VERSION,
  packHeadSchema,
  packManifestSchema,
  type PackedPrompt,
  type PackedVoice,
  type PackManifest,
} from './voice-pack-format';

/** @returns whether the manifest calls itself a voice pack of this studio, of whatever version */
export function isVoicePack(manifest: unknown): boolean {
  return packHeadSchema.safeParse(manifest).success;
}

/**
 * Reads a `.cvvoice` whole: every file named, every hash right, every sound a prompt.
 * @throws StudioError 'archive-newer', 'archive-unsafe', 'archive-damaged', 'archive-unreadable'
 */
export async function readVoicePack(archive: Archive): Promise<Incoming[]> {
  const json = await readJson(archive, MANIFEST);
  const { version } = parseManifest(MANIFEST, packHeadSchema, json);
  if (version > PACK_VERSION) throw newer(version, PACK_VERSION);
  const manifest = parseManifest(MANIFEST, packManifestSchema, json);
  requireNamed(archive, manifest);
  const read = async (name: string) => {
    const bytes = await readHashed(archive, name, manifest);
    requireWav(name, bytes);
    return bytes;
  };
  const voices: Incoming[] = [];
  for (const voice of manifest.voices) voices.push(await incoming(voice, read));
  return voices;
}

/** Nothing rides along: no script, no pickle, no second manifest. */
function requireNamed(archive: Archive, { files, voices }: PackManifest): void {
  const used = new Set(
    voices.flatMap(({ prompts, statementFile }) => [
      ...prompts.map(({ file }) => file),
      ...(statementFile === undefined ? [] : [statementFile]),
    ]),
  );
  for (const name of archive.names) {
    if (name === MANIFEST) continue;
    if (!/\.wav$/i.test(name)) throw unsafe('type', name);
    if (!Object.hasOwn(files, name) || !used.has(name)) throw unsafe('unnamed', name);
  }
  for (const name of [...used, ...Object.keys(files)]) {
    if (!archive.has(name)) throw fileMissing(name);
    if (!Object.hasOwn(files, name)) throw manifestInvalid(MANIFEST, { why: 'manifest-hash', name });
  }
}

async function readHashed(archive: Archive, name: string, { files }: PackManifest): Promise<Uint8Array> {
  const bytes = await archive.read(name);
  if (files[name]?.sha256 !== sha256Of(bytes)) throw fileChanged(name);
  return bytes;
}

async function incoming(
  { prompts, statementFile, ...voice }: PackedVoice,
  read: (name: string) => Promise<Uint8Array>,
): Promise<Incoming> {
  const taken: IncomingPrompt[] = [];
  for (const prompt of prompts) taken.push(await incomingPrompt(prompt, read));
  const chosen = taken[voice.chosen];
  return {
    ...voice,
    name: voice.name.trim(),
    prompts: taken,
    statement: statementFile === undefined ? undefined : await read(statementFile),
    warnings: chosen ? consentWarnings(voice, chosen) : [],
  };
}

async function incomingPrompt(
  { file, ...facts }: PackedPrompt,
  read: (name: string) => Promise<Uint8Array>,
): Promise<IncomingPrompt> {
  const wav = await read(file);
  const found = await readPromptWav(file, wav);
  // takes name their prompt by this hash: a pack must not lie about it
  if (found.promptSha256 !== facts.promptSha256) throw fileChanged(file);
  return { facts: { ...facts, ...found }, wav };
}

function consentWarnings({ consent }: Pick<PackedVoice, 'consent'>, { facts }: IncomingPrompt): Warning[] {
  if (statementMatches(consent, facts.promptSha256)) return [];
  return [{ code: 'consent-other-prompt', values: {} }];
}

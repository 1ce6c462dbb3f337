import { z } from 'zod';
import { peaksOf } from '#audio/peaks';
import { limits, type PromptReport, type Warning } from '#contract/domain';
import type { Audio, DecodedAudio } from '#contract/engine-api';
import { reportError, StudioError } from '#contract/errors';
import { nameCharacters, plainName } from '#contract/names';
import { requireSound } from '../voices/audio-checks';
import { monoWavParts } from '../storage/files/wav-parts';
import type { Archive } from '../storage/archive/archive';
import { fileMissing, unsafe } from '../storage/archive/archive-errors';
import type { Incoming, IncomingPrompt } from './incoming';
import { parseManifest, readJson } from '../storage/archive/manifest-json';
import { damaged, readPromptWav } from './prompt-wav';
import { MANIFEST } from './voice-pack-format';

/**
 * The zip that Voicebox writes for one voice profile (version 1.x): manifest.json, samples.json (file to what it says),
 * samples/, and perhaps a picture. Its settings of other engines mean nothing here.
 */
const SAMPLES = 'samples.json';

const manifestSchema = z.object({
  version: z.string().regex(/^1(\.|$)/, 'This studio knows version 1 of the Voicebox zip.'),
  profile: z.object({
    name: z
      .string()
      .overwrite(plainName)
      .refine((name) => nameCharacters(name) > 0, 'The name is empty.'),
    description: z.string().max(20_000).nullish(),
    language: z.string().max(40).nullish(),
  }),
});

const samplesSchema = z.record(
  z.string().regex(/^[^/\\]+\.wav$/i, 'A sample is a WAV in samples/.'),
  z.string().max(5000),
);

/** Ears: what the engine process does with sound. */
export interface Ears {
  readonly decode: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<DecodedAudio>;
  readonly coach: (audio: Audio) => Promise<PromptReport>;
}

export function isVoicebox(manifest: unknown, archive: Archive): boolean {
  const named = z.object({ version: z.string(), profile: z.object({}) }).safeParse(manifest).success;
  return named && archive.has(SAMPLES);
}

/** @throws StudioError 'archive-damaged', 'archive-unsafe', or what the last usable sample was refused for */
export async function readVoicebox(archive: Archive, ears: Ears): Promise<Incoming[]> {
  const { profile } = parseManifest(MANIFEST, manifestSchema, await readJson(archive, MANIFEST));
  const samples = parseManifest(SAMPLES, samplesSchema, await readJson(archive, SAMPLES));
  const warnings = leftOut(archive, samples);
  const prompts: IncomingPrompt[] = [];
  let refusal: StudioError | undefined;
  for (const [file, transcript] of Object.entries(samples)) {
    try {
      prompts.push(await readSample(archive, file, transcript, ears));
    } catch (thrown) {
      refusal = StudioError.from(thrown);
      warnings.push(sampleRefused(file, refusal));
    }
  }
  if (prompts.length === 0) throw refusal ?? fileMissing('samples/*.wav');
  return [
    {
      name: Array.from(profile.name).slice(0, limits.voiceNameCharacters.max).join(''),
      createdAt: new Date().toISOString(),
      tags: [],
      colour: '',
      language: profile.language ?? '',
      notes: profile.description ?? '',
      favourite: false,
      synthetic: false,
      defaults: {},
      prompts,
      chosen: 0,
      warnings,
    },
  ];
}

/** What its maker put in and this studio has no place for; anything else is refused. */
function leftOut(archive: Archive, samples: Readonly<Record<string, string>>): Warning[] {
  const warnings: Warning[] = [];
  for (const name of archive.names) {
    if (name === MANIFEST || name === SAMPLES) continue;
    if (/^avatar\.(png|jpe?g|webp|gif)$/i.test(name)) warnings.push(pictureLeftOut(name));
    else if (!/^samples\/[^/]+\.wav$/i.test(name)) throw unsafe('type', name);
    else if (!Object.hasOwn(samples, name.slice('samples/'.length))) throw unsafe('unnamed', name);
  }
  return warnings;
}

async function readSample(
  archive: Archive,
  file: string,
  transcript: string,
  ears: Ears,
): Promise<IncomingPrompt> {
  const path = `samples/${file}`;
  if (!archive.has(path)) throw fileMissing(path);
  const decoded = await ears
    .decode({ name: file, bytes: await archive.read(path) })
    .catch((thrown: unknown) => {
      throw damaged(path, thrown);
    });
  const audio: Audio = { samples: decoded.samples, sampleRateHz: decoded.sampleRateHz };
  await requireSound(audio);
  const report = await ears.coach(audio);
  const wav = Buffer.concat([...monoWavParts({ audio, bitDepth: 'float32' })]);
  return {
    wav,
    facts: {
      ...(await readPromptWav(path, wav)),
      name: file.replace(/\.wav$/i, ''),
      createdAt: new Date().toISOString(),
      transcript: transcript.trim(),
      peaks: [...peaksOf(audio.samples, 120)],
      verdict: report.verdict,
      findings: report.findings,
    },
  };
}

const pictureLeftOut = (file: string): Warning => ({
  code: 'picture-left-out',
  values: { file },
});

const sampleRefused = (file: string, cause: StudioError): Warning => ({
  code: 'sample-left-out',
  values: { file },
  cause: reportError(cause),
});

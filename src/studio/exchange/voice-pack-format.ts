import { z } from 'zod';
import { consentSchema } from '#contract/consent';
import { limits, promptSchema, voiceDefaultsSchema } from '#contract/domain';
import { sha256Schema } from '#contract/ids';
import { nameSchema } from '#contract/names';

/**
 * A `.cvvoice` file: a zip of WAV files and one manifest.json. Files are named by the manifest, each with its SHA-256;
 * what it does not name is refused. Profiles are caches of an engine and stay at home.
 */
export const PACK_FORMAT = 'cosyvoice-studio-voices';
export const PACK_VERSION = 1;
export const MANIFEST = 'manifest.json';

/** Room for 30 s at 192 kHz as float, and for every voice a person hands over at once. */
export const packLimits = { entries: 2000, entryBytes: 64_000_000, totalBytes: 200_000_000 } as const;

const MAX_VOICES = 500;

const text = (max: number) => z.string().max(max);

const packedPromptSchema = promptSchema.omit({ id: true }).extend({
  file: text(200),
  name: text(200),
  transcript: text(5000),
  promptSha256: sha256Schema,
  peaks: promptSchema.shape.peaks.max(2000),
  findings: promptSchema.shape.findings.max(50),
});
export type PackedPrompt = z.output<typeof packedPromptSchema>;

const packedVoiceSchema = z
  .object({
    name: nameSchema(limits.voiceNameCharacters.max),
    createdAt: z.iso.datetime(),
    tags: z.array(text(100)).max(100),
    colour: text(40),
    language: text(40),
    notes: text(20_000),
    favourite: z.boolean(),
    synthetic: z.boolean(),
    defaults: voiceDefaultsSchema,
    consent: consentSchema.optional(),
    /** The spoken consent, when there is one. */
    statementFile: text(200).optional(),
    prompts: z.array(packedPromptSchema).min(1).max(50),
    /** Index of the prompt it speaks with. */
    chosen: z.number().int().min(0),
  })
  .refine(({ chosen, prompts }) => chosen < prompts.length, 'The chosen prompt is none of the prompts.');
export type PackedVoice = z.output<typeof packedVoiceSchema>;

/** Read first: a newer version may look different in every other respect. */
export const packHeadSchema = z.object({
  format: z.literal(PACK_FORMAT),
  version: z.number().int().min(1),
});

export const packManifestSchema = packHeadSchema.extend({
  app: text(100),
  voices: z.array(packedVoiceSchema).min(1).max(MAX_VOICES),
  /** Every file but the manifest itself. */
  files: z.record(text(200), z.object({ sha256: sha256Schema, bytes: z.number().int().min(0) })),
});
export type PackManifest = z.output<typeof packManifestSchema>;

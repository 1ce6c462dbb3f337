import { z } from 'zod';
import { uint8Array } from './binary';
import { consentSchema } from './consent';
import { voiceSchema, warningSchema } from './domain';
import { idSchema } from './ids';

/** Voices as they travel between libraries: a voice pack, or what another program exported. */

/** A file as a window or a command line hands it over. */
export const importFileSchema = z.object({ name: z.string().max(260), bytes: uint8Array });
export type ImportFile = z.output<typeof importFileSchema>;

/** One voice of an archive, before anything of it is written. */
const incomingVoiceSchema = z.object({
  /** Its place in the archive; names it in `importVoices`. */
  index: z.number().int(),
  name: z.string(),
  /** The name it gets: its own when free, else with a number. */
  importName: z.string(),
  promptSec: z.number(),
  prompts: z.number().int(),
  transcript: z.string(),
  language: z.string(),
  tags: z.array(z.string()),
  consent: consentSchema.optional(),
  /** A spoken statement comes with it. */
  hasStatement: z.boolean(),
  /** The voice of this library that speaks with the very same prompt. */
  sameAs: z.object({ voiceId: idSchema, name: z.string() }).optional(),
  /** What does not come in, or is worth knowing. */
  warnings: z.array(warningSchema),
});
export type IncomingVoice = z.output<typeof incomingVoiceSchema>;

export const importPreviewSchema = z.object({
  kind: z.enum(['voice-pack', 'voicebox']),
  voices: z.array(incomingVoiceSchema),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importResultSchema = z.object({
  voices: z.array(voiceSchema),
  /** What did not come in. */
  warnings: z.array(warningSchema),
});
export type ImportResult = z.output<typeof importResultSchema>;

import { z } from 'zod';
import { warningSchema } from './domain';
import { idSchema, sha256Schema } from './ids';
import { recipeDifferenceSchema } from './recipe-diff';
import { embeddedRecipeSchema } from './embedded-recipe';

/** A recipe that came with a file: what it needs here, and whether making it again gives the same sound. */

const lackSchema = z.object({
  /** `voice` is nowhere, `voice-deleted` waits in the bin; `engine` cannot speak; `pack` is not the one in use. */
  what: z.enum(['voice', 'voice-deleted', 'engine', 'pack']),
  /** The voice's name, the engine's or the pack's id. */
  name: z.string(),
  /** SHA-256 of the prompt that is sought, or the pack that is used instead. */
  detail: z.string(),
  /** Without it no take can be made; otherwise only the sound may be another. */
  blocking: z.boolean(),
  /** Why the engine cannot speak. */
  limit: warningSchema.optional(),
  /** The deleted voice, which can be restored. */
  voiceId: idSchema.optional(),
});
export type Lack = z.output<typeof lackSchema>;

export const foundRecipeSchema = z.object({
  stamp: embeddedRecipeSchema,
  /** "wav pcm16", "flac", … */
  format: z.string(),
  /** The samples are those that left the engine; absent when only a listener could tell (converted, or an old file). */
  untouched: z.boolean().optional(),
  /** The take that this file is, when it is in this library. */
  takeId: idSchema.optional(),
  /** The voice with that prompt. */
  voice: z.object({ id: idSchema, name: z.string() }).optional(),
  lacks: z.array(lackSchema),
  /** What is known to be different here before anything is made: versions, platform. */
  differences: z.array(recipeDifferenceSchema),
});
export type FoundRecipe = z.output<typeof foundRecipeSchema>;

const soundSchema = z.object({
  /** Absent when the file is not a take's own format. */
  samples: z.number().int().optional(),
  sampleRateHz: z.number().optional(),
  pcmSha256: sha256Schema.optional(),
});

export const verdictSchema = z.object({
  /** `identical`: sample by sample. `identical-source`: the file was converted or edited, what it was made from is the same. */
  result: z.enum(['identical', 'identical-source', 'parts', 'unknown']),
  file: soundSchema,
  take: soundSchema,
  /** Where the two part. */
  first: z.object({ sample: z.number().int(), sec: z.number() }).optional(),
  differingSamples: z.number().int().optional(),
  /** Largest difference, 1 is full scale. */
  largest: z.number().optional(),
  /** What of the recipe and its surroundings is not the same: the reasons there can be. */
  differences: z.array(recipeDifferenceSchema),
});
export type Verdict = z.output<typeof verdictSchema>;

import { z } from 'zod';
import { recipeSchema } from './domain';
import { idSchema, sha256Schema } from './ids';

/** What a take's own file says about itself: who made it, when, from what. It travels with the file, outside the library. */

export const embeddedRecipeSchema = z.object({
  /** Says whose JSON this is, and its version. */
  cosyvoiceStudio: z.literal(1),
  takeId: idSchema.optional(),
  createdAt: z.string().max(40).optional(),
  /** SHA-256 of the take's 16-bit PCM as it left the engine; files that were edited since have another. */
  pcmSha256: sha256Schema.optional(),
  recipe: recipeSchema,
});
export type EmbeddedRecipe = z.output<typeof embeddedRecipeSchema>;

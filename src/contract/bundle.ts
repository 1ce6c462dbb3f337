import { z } from 'zod';
import { idSchema } from './ids';

/** The support bundle: everything that helps to find out why something failed, looked at before it is kept, sent to nobody. */

export const bundleRequestSchema = z.object({
  /** Of one take; of the studio as it is when absent. */
  takeId: idSchema.optional(),
  /** Texts, transcripts and names as they are; otherwise each becomes its length and a hash. */
  includeText: z.boolean().default(false),
});

export const bundlePreviewSchema = z.object({
  /** Names exactly these files for `getBundle`, while they are kept in memory. */
  bundleId: idSchema,
  name: z.string(),
  /** What is inside, to the letter. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), text: z.string() })),
  /** How many places of a person's own words were replaced. */
  replaced: z.number().int(),
  includeText: z.boolean(),
});
export type BundlePreview = z.output<typeof bundlePreviewSchema>;

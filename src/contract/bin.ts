import { z } from 'zod';
import { takeSchema, voiceSchema } from './domain';
import { idSchema } from './ids';
import { projectSchema } from './projects';
import { binnedPromptSchema } from './voices';

/** What was deleted and can still come back, the last deleted first. */
export const binSchema = z.object({
  voices: z.array(z.object({ voice: voiceSchema, deletedAt: z.string() })),
  prompts: z.array(binnedPromptSchema),
  projects: z.array(z.object({ project: projectSchema, deletedAt: z.string() })),
  /** The newest 200 of them. */
  takes: z.array(
    z.object({
      take: takeSchema,
      deletedAt: z.string(),
      /** False once the bin's sound was emptied: the recipe alone comes back. */
      hasAudio: z.boolean(),
    }),
  ),
  /** How many there are in all. */
  takeCount: z.number().int(),
});
export type Bin = z.output<typeof binSchema>;

/** What of the bin is to go for good. */
export const goneSchema = z.object({
  voiceIds: z.array(idSchema).default([]),
  promptIds: z.array(idSchema).default([]),
  projectIds: z.array(idSchema).default([]),
  takeIds: z.array(idSchema).default([]),
  /** Every take of the bin, however many. */
  allTakes: z.boolean().default(false),
});

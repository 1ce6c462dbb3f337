import { z } from 'zod';
import { engineIdSchema, idSchema } from './domain';

export const DEFAULT_NAMING = 'output_{date}_{time}';

/** What a new take of the project starts from; a person changes any of it. */
export const projectDefaultsSchema = z.object({
  voiceId: idSchema.optional(),
  instruction: z.string().optional(),
  speed: z.number().optional(),
  seed: z.number().int().optional(),
  engine: z.union([engineIdSchema, z.literal('auto')]).optional(),
});
export type ProjectDefaults = z.output<typeof projectDefaultsSchema>;

/** Voices, a script and the takes made of it. */
export const projectSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  archivedAt: z.string().optional(),
  notes: z.string(),
  /** One line a take. */
  script: z.string(),
  /** Where its takes are written; absent: the studio's outputs folder. */
  folder: z.string().optional(),
  /** Template of file names, without the extension. */
  naming: z.string(),
  defaults: projectDefaultsSchema,
  voiceIds: z.array(idSchema),
  takeCount: z.number().int(),
});
export type Project = z.output<typeof projectSchema>;

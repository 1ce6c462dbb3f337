import { z } from 'zod';
import { engineIdSchema } from './engines';
import { idSchema } from './ids';
import { languageTagSchema } from './languages';

export const projectLimits = { nameCharacters: 80 } as const;

/** What a new take of the project starts from; a person changes any of it. */
export const projectDefaultsSchema = z.object({
  voiceId: idSchema.optional(),
  instruction: z.string().optional(),
  speed: z.number().optional(),
  seed: z.number().int().optional(),
  engine: engineIdSchema.optional(),
  /** Of texts that do not say their own, before the voice's. */
  language: languageTagSchema.optional(),
});
export type ProjectDefaults = z.output<typeof projectDefaultsSchema>;

/** Voices, a script and the takes made of it. */
export const projectSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  archivedAt: z.string().optional(),
  notes: z.string(),
  /** Where its takes are written; absent: the studio's outputs folder. */
  folder: z.string().optional(),
  /** Template of file names, without the extension. */
  naming: z.string(),
  defaults: projectDefaultsSchema,
  voiceIds: z.array(idSchema),
  takeCount: z.number().int(),
  /** Lines of its script. */
  lineCount: z.number().int(),
  /** The beginning of its script; empty when nothing is written. */
  firstWords: z.string(),
});
export type Project = z.output<typeof projectSchema>;

/** What a person says about a project; absent members stay as they are. The folder comes from the host's dialog alone. */
export const projectChangeSchema = z.object({
  name: z.string().optional(),
  notes: z.string().max(50_000).optional(),
  naming: z.string().optional(),
  defaults: projectDefaultsSchema.optional(),
  voiceIds: z.array(idSchema).max(1000).optional(),
  /** Back to the studio's outputs folder. */
  folder: z.null().optional(),
});
export type ProjectChange = z.output<typeof projectChangeSchema>;

import { z } from 'zod';
import { retryingRepairSchema } from './doctor';
import { recipeSchema, takeRequestSchema } from './domain';
import { idSchema } from './ids';

const { text, engine, mode, speed, advanced, packId } = takeRequestSchema.shape;

/** How a take that is made again may differ; its project, prompt, direction and all else is held. */
const differenceSchema = z.object({
  /** 'new' draws one. */
  seed: z.union([z.enum(['same', 'new']), z.number()]).default('same'),
  changes: z
    .object({ text, engine: engine.unwrap(), mode: mode.unwrap(), speed: speed.unwrap(), advanced, packId })
    .partial()
    .optional(),
});

/** A take of the library, or a recipe that came with a file. */
export const repeatSchema = z.union([
  differenceSchema.extend({
    takeId: idSchema,
    /** In the way that the doctor advises. */
    repair: retryingRepairSchema.optional(),
  }),
  differenceSchema.extend({ recipe: recipeSchema }),
]);
export type Repeat = z.output<typeof repeatSchema>;
export type Difference = z.output<typeof differenceSchema>;

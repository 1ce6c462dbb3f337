import { z } from 'zod';
import { idSchema } from './ids';

/** Takes that were asked for together, and which of them this is, counted from 1. */
export const batchSchema = z
  .object({ id: idSchema, place: z.number().int().min(1), of: z.number().int().min(1) })
  .refine(({ place, of }) => place <= of);
export type Batch = z.output<typeof batchSchema>;

/** @returns what each of `of` requests says about being one of them; a single one says nothing */
export const batchOf =
  (id: string, of: number) =>
  (place: number): { readonly batch?: Batch } =>
    of > 1 ? { batch: { id, place, of } } : {};

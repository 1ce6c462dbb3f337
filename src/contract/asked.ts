import { z } from 'zod';
import { advancedSchema } from './advanced';
import { languageTagSchema } from './languages';
import { lexiconReadingSchema } from './lexicon';
import { limits } from './limits';

/**
 * What a person asks of a take, said once: the request, the recipe and what the engine is asked have each of these fields.
 * The composer's draft keeps its own under the same schemas, so that a field of tomorrow starts here.
 */

/** What decides how a text is read. */
export const readingFields = {
  text: z.string(),
  /** What the text is read in; judged by the text when absent. */
  language: languageTagSchema.optional(),
  /** What words are read as, the one that counts first before others of the same word. */
  lexicon: z.array(lexiconReadingSchema).optional(),
  instruction: z.string(),
  /** Only an engine that has such parameters listens to it. */
  advanced: advancedSchema.optional(),
};

/** From the index of a segment, counted from 0, to a seed that is not the take's. */
export const segmentSeedsSchema = z.record(
  z.string().regex(/^\d{1,6}$/),
  z.number().int().min(limits.seed.min).max(limits.seed.max),
);

export const askedFields = {
  ...readingFields,
  /** The preset that the instruction started from. */
  instructionId: z.string().optional(),
  seed: z.number(),
  segmentSeeds: segmentSeedsSchema.optional(),
  speed: z.number(),
};

type Field = keyof typeof askedFields;

/** @returns the fields that are there; one without a member says as much as an absent one */
export function askedOf<T extends Partial<Record<Field, unknown>>>(whole: T): Pick<T, Field & keyof T> {
  const names = Object.keys(askedFields) as (Field & keyof T)[];
  const told = names.filter((name) => says(whole[name])).map((name) => [name, whole[name]] as const);
  return Object.fromEntries(told) as Pick<T, Field & keyof T>;
}

const says = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || value === null || Object.keys(value).length > 0);

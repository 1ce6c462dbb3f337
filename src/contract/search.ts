import { z } from 'zod';
import { idSchema } from './ids';

/** Full text over names, tags, texts, transcripts and notes, in any script. */

const searchKindSchema = z.enum(['voice', 'take', 'project']);
export type SearchKind = z.output<typeof searchKindSchema>;

export const searchQuerySchema = z.object({
  text: z.string().max(200),
  /** All kinds when absent. */
  kinds: z.array(searchKindSchema).optional(),
  /** Of each kind. */
  limit: z.number().int().min(1).max(200).default(20),
});

/** One thing found: what to call it, and the start of what it says. */
export const searchHitSchema = z.object({
  kind: searchKindSchema,
  id: idSchema,
  name: z.string(),
  detail: z.string(),
});
export type SearchHit = z.output<typeof searchHitSchema>;

import { z } from 'zod';
import { idSchema } from './ids';
import { nameSchema } from './names';

/** Keys by which other programs come in: each has a name, and is shown once, when it is made. */

export const keyNameSchema = nameSchema(80);

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: z.string(),
  /** When it last let somebody in, to the minute. */
  usedAt: z.string().optional(),
});
export type ApiKey = z.output<typeof apiKeySchema>;

/** With the secret itself, which nobody can be shown again. */
export const newApiKeySchema = apiKeySchema.extend({ secret: z.string() });
export type NewApiKey = z.output<typeof newApiKeySchema>;

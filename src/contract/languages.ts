import { z } from 'zod';

/** A BCP 47 tag in its usual writing, e.g. "zh", "pt-BR"; which of them it speaks, an engine knows. */
export const languageTagSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'A language is a tag such as zh, en or ja.');

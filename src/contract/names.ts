import { z } from 'zod';

/** The one rule for names that a person gives: voices, prompts, projects, takes, tags, filters. */

/** Blanks, control and format characters, halves of a character, and letters that are drawn as nothing. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** @returns the characters of a name, blanks around it not counted; 0 when none of them can be seen */
export function nameCharacters(name: string): number {
  return INVISIBLE.test(name) ? 0 : Array.from(name.trim()).length;
}

export function nameSchema(maxCharacters: number) {
  return z.string().trim().superRefine(visible(maxCharacters));
}

/** As `nameSchema`; empty where no name is meant. */
export function nameOrNothingSchema(maxCharacters: number) {
  const rule = visible(maxCharacters);
  return z
    .string()
    .trim()
    .superRefine((name, context) => (name === '' ? undefined : rule(name, context)));
}

function visible(maxCharacters: number) {
  return (name: string, context: z.RefinementCtx<string>): void => {
    const characters = nameCharacters(name);
    if (characters > maxCharacters)
      context.addIssue({ code: 'too_big', origin: 'string', maximum: maxCharacters, input: name });
    else if (characters === 0)
      context.addIssue(`a name of 1 to ${maxCharacters} characters that can be seen`);
  };
}

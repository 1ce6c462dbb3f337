import { z } from 'zod';

/** The one rule for names that a person gives: voices, prompts, projects, takes, tags, filters; and what makes two the same. */

/** Blanks, control and format characters, halves of a character, and letters that are drawn as nothing. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** @returns the characters of a name, blanks around it not counted; 0 when none of them can be seen */
export function nameCharacters(name: string): number {
  return INVISIBLE.test(name) ? 0 : Array.from(name.trim()).length;
}

/** Control characters, and marks that turn the direction of whatever stands behind a name. */
const ORDERS = /[\p{Cc}\u2028-\u202E\u2066-\u2069]+/gu;

/** @returns the name as it is kept: in one line, and without what gives orders to whoever shows it */
export function plainName(name: string): string {
  return name.replace(ORDERS, ' ').trim();
}

/** Names that differ only in case, width or composition are one name to a reader. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Texts that differ only in case, width or spaces are one line: their takes are versions of one another. */
export function lineKey(text: string): string {
  return foldName(text).replace(/\s+/g, ' ').trim();
}

export function nameSchema(maxCharacters: number) {
  return z.string().overwrite(plainName).superRefine(visible(maxCharacters));
}

/** As `nameSchema`; empty where no name is meant. */
export function nameOrNothingSchema(maxCharacters: number) {
  const rule = visible(maxCharacters);
  return z
    .string()
    .overwrite(plainName)
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

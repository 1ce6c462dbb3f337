import { z } from 'zod';

/** The one rule for names that a person gives: voices, prompts, projects, takes, tags, filters. */

/** Blanks, control and format characters, halves of a character, and letters that are drawn as nothing. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** @returns the characters of a name, blanks around it not counted; 0 when none of them can be seen */
export function nameCharacters(name: string): number {
  return INVISIBLE.test(name) ? 0 : Array.from(name.trim()).length;
}

export function nameSchema(maxCharacters: number) {
  const fits = (name: string) => {
    const characters = nameCharacters(name);
    return characters >= 1 && characters <= maxCharacters;
  };
  return z.string().trim().refine(fits, `a name of 1 to ${maxCharacters} characters that can be seen`);
}

/** As `nameSchema`; empty where no name is meant. */
export function nameOrNothingSchema(maxCharacters: number) {
  return z.union([z.string().trim().length(0), nameSchema(maxCharacters)]);
}

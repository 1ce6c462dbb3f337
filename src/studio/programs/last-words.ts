import { reasonLine } from '#contract/crash-words';
import type { ProgramProcess } from './programs';

/** More than a crash has to say. */
const KEPT_CHARACTERS = 10_000;

/** Hears what a process writes. @returns the line of it that tells why it ended, asked once it has */
export function hearLastWords(child: ProgramProcess): () => { readonly last?: string } {
  let words = '';
  child.onStderr((text) => (words = `${words}${text}`.slice(-KEPT_CHARACTERS)));
  return () => {
    const last = reasonLine(words);
    return last === undefined ? {} : { last };
  };
}

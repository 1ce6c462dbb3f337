import type { LibraryFinding } from '#contract/library';
import { sentenceOf, wordsOf } from './index';

/** What checking the library found, and what repairing would do, in a language; else in its own English. */
export function libraryFindingWords(
  { code, message, values, repair }: LibraryFinding,
  language: string,
): { readonly message: string; readonly repair: string | undefined } {
  const { findings, repairs } = wordsOf(language).library;
  return {
    message: sentenceOf(findings, code, values) ?? message,
    repair: repair === undefined ? undefined : (sentenceOf(repairs, code) ?? repair),
  };
}

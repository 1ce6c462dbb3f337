import type { LibraryFinding } from '#contract/library';
import { i18n } from '../i18n';
import { fillWords } from './fill-words';

/** What checking the library found, and what repairing would do, in the language of the window; else in its own English. */
export function libraryFindingWords(
  { code, message, values, repair }: LibraryFinding,
  language: string,
): { readonly message: string; readonly repair: string | undefined } {
  const words = (path: string) => i18n.getResource(language, 'library', path) as string | undefined;
  const template = words(`findings.${code}`);
  return {
    message: (template === undefined ? undefined : fillWords(template, values)) ?? message,
    repair: repair === undefined ? undefined : (words(`repairs.${code}`) ?? repair),
  };
}

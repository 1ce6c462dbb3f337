import { fillWords, type Values } from './fill-words';
import * as languages from './languages';

export type Language = keyof typeof languages;
/** Every word of one language; English says which keys there are. */
export type Words = typeof languages.en;

/** All words by language, and the tags in the order in which a person may choose. */
export const words: Readonly<Record<Language, Words>> = languages;
export const languageTags = Object.keys(languages) as Language[];

const FALLBACK: Language = 'en';

/** @returns the words of a language, else those of English */
export const wordsOf = (language: string): Words => words[tagOf(language) ?? FALLBACK];

const tagOf = (name: string | undefined) => languageTags.find((tag) => tag === name);

/** @returns the language a setting means where the system speaks these; any region of a language will do */
export function languageOf(setting: string, systemLanguages: readonly string[]): Language {
  const main = (tag = '') => tag.toLowerCase().split('-')[0];
  const [system] = systemLanguages;
  return (
    tagOf(setting) ?? tagOf(system) ?? languageTags.find((tag) => main(tag) === main(system)) ?? FALLBACK
  );
}

/** @returns the sentence that a code stands for, undefined when the language has none or a value is missing */
export function sentenceOf(
  sentences: Readonly<Record<string, string>>,
  code: string,
  values: Values = {},
): string | undefined {
  const template = sentences[code];
  return template === undefined ? undefined : fillWords(template, values);
}

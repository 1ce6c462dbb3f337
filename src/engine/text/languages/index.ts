import { SIGN_WORDS, signsBefore } from '../signs';
import type { LanguageRules } from '../verbalise';
import { german } from './de/rules';
import { english } from './en/rules';
import { spanish } from './es/rules';
import { french } from './fr/rules';
import { italian } from './it/rules';
import { japanese } from './ja/rules';
import { korean } from './ko/rules';
import { russian } from './ru/rules';
import { chinese } from './zh/rules';

/** Every language whose figures or signs this module reads, by tag; another one keeps them for the engine. */
const languages: readonly LanguageRules[] = [
  chinese,
  english,
  japanese,
  korean,
  german,
  french,
  spanish,
  italian,
  russian,
  ...Object.entries(SIGN_WORDS).map(([tag, words]) => ({ tag, spaced: true, rules: [signsBefore(words)] })),
];

const byTag = new Map(languages.map((language) => [language.tag, language]));

/** Cantonese is written with the same words for figures. */
export function rulesOf(tag: string): LanguageRules | undefined {
  return byTag.get(tag === 'yue' || tag === 'zh-sichuan' ? 'zh' : tag);
}

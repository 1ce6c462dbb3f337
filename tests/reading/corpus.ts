import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kanaReading } from '../../src/engine/text/languages/ja/kana-reading';
import { readText } from '../../src/engine/text/read-text';

/** Languages of the corpus. */
export type Language = 'zh' | 'en' | 'ja' | 'ko' | 'de' | 'fr' | 'es' | 'it' | 'ru';
export const LANGUAGES: readonly Language[] = ['zh', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'it', 'ru'];

/** `own` sentences are there to make rules by; `held-out` ones only measure them. */
export type Part = 'own' | 'held-out';

/** One line of a table: class, the sentence with its token in braces, its right readings. */
export interface Sentence {
  readonly kind: string;
  readonly typed: string;
  /** Of the whole sentence. */
  readonly right: readonly string[];
}

/** @returns the sentences of `own/zh.tsv` and its like, in their order */
export function sentencesOf(part: Part, language: Language): Sentence[] {
  const table = readFileSync(join(import.meta.dirname, part, `${language}.tsv`), 'utf8');
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind, marked, readings] = line.split('\t') as [string, string, string];
      return {
        kind,
        typed: marked.replace(/\{(.*)\}/, '$1'),
        right: readings.split('|').map((reading) => marked.replace(/\{.*\}/, () => reading)),
      };
    });
}

/** What the front end hands to the engines. */
export function spoken(typed: string, language: Language): string {
  return readText(typed, { language })
    .paragraphs.map(({ text }) => (language === 'ja' ? kanaReading(text).text.text : text.text))
    .join(' ');
}

/** Hyphens, spaces and the form of an apostrophe are not heard. Of a Japanese sentence only the token is given in kana. */
export function isRight({ typed, right }: Sentence, language: Language): boolean {
  const said = heard(spoken(typed, language), language);
  return right.some(
    (reading) => said === heard(language === 'ja' ? spoken(reading, language) : reading, language),
  );
}

function heard(text: string, language: Language): string {
  const plain = text.normalize('NFC').replace(/[’‘]/g, "'").replace(/[-‑]/g, ' ').replace(/\s+/g, ' ').trim();
  return /zh|ja|ko/.test(language) ? plain.replaceAll(' ', '') : plain.replace(/ (?=[.,;:!?])/g, '');
}

import type { ErrorReport, StudioError } from '#contract/errors';
import type { CodeWords, FailureWords } from './code-words';
import { fillWords } from './fill-words';
import { wordsOf } from './index';

/** The words for an error: the sentence of its code and reason, without numbers when a value is missing, never with a gap. */
export function errorWords(error: StudioError | ErrorReport, language: string): FailureWords {
  const { values } = error;
  const words: CodeWords = wordsOf(language).errors.codes[error.code];
  const own = typeof values.why === 'string' ? words.why?.[values.why] : undefined;
  const fill = (name: keyof FailureWords) =>
    (own?.[name] && fillWords(own[name], values)) ?? fillWords(words[name], values);
  return {
    title: fill('title') ?? words.title,
    detail: fill('detail') ?? words.title,
    repair: fill('repair') ?? words.repair,
  };
}

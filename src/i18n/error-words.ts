import { StudioError, type ErrorReport } from '#contract/errors';
import type { CodeWords, FailureWords } from './code-words';
import { fillWords } from './fill-words';
import { wordsOf } from './index';

/**
 * The words for an error. Those that bring English words of their own show them in English; all others say the sentence of
 * their code, without numbers when a value is missing: never a gap.
 */
export function errorWords(error: StudioError | ErrorReport, language: string): FailureWords {
  const { values, repair } = error;
  const prose = error instanceof StudioError ? error.prose : error.message;
  const words: CodeWords = wordsOf(language).errors.codes[error.code];
  const own = typeof values.why === 'string' ? words.why?.[values.why] : undefined;
  const fill = (name: keyof FailureWords) =>
    (own?.[name] && fillWords(own[name], values)) ?? fillWords(words[name], values);
  const inEnglish = language.startsWith('en') && prose !== '';
  return {
    title: fill('title') ?? words.title,
    detail: (inEnglish ? prose : fill('detail')) ?? (prose || words.title),
    repair: (inEnglish ? repair : undefined) ?? fill('repair') ?? words.repair,
  };
}

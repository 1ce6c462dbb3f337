import type { ErrorReport, StudioError } from '#contract/errors';
import { fillWords } from './fill-words';
import { wordsOf } from './index';

/** A failure in one language. */
export interface ErrorWords {
  /** What happened, without numbers. */
  readonly title: string;
  /** What happened, with the numbers. */
  readonly detail: string;
  /** What to do about it. */
  readonly repair: string;
}

/**
 * The words for an error. Messages are written in English where the failure happens, so English shows them as they are;
 * other languages show their own sentence for the code when the error carries every value that the sentence names.
 */
export function errorWords(error: StudioError | ErrorReport, language: string): ErrorWords {
  const inEnglish = language.startsWith('en');
  const words = wordsOf(language).errors.codes[error.code];
  const translated = fillWords(words.detail, error.values);
  return {
    title: words.title,
    detail: (inEnglish ? error.message || translated : translated) ?? error.message,
    repair: (inEnglish ? error.repair : undefined) ?? words.repair,
  };
}

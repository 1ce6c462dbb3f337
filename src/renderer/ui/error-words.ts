import type { ErrorReport, StudioError } from '#contract/errors';
import { errors as english } from '../i18n/en/errors';
import { errors as chinese } from '../i18n/zh-CN/errors';
import { fillWords } from '../lib/fill-words';

/** A failure in the language of the window. */
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
 * Chinese shows its own sentence for the code when the error carries every value that the sentence names.
 */
export function errorWords(error: StudioError | ErrorReport, language: string): ErrorWords {
  const inEnglish = !language.startsWith('zh');
  const words = (inEnglish ? english : chinese).codes[error.code];
  const translated = fillWords(words.detail, error.values);
  return {
    title: words.title,
    detail: (inEnglish ? error.message || translated : translated) ?? error.message,
    repair: (inEnglish ? error.repair : undefined) ?? words.repair,
  };
}

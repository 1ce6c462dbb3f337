import type { Warning } from '#contract/domain';
import { sentenceOf, wordsOf } from './index';

/** One warning of a take in a language; one that has no words here is said in its own (English) message. */
export const warningWords = ({ code, message, values }: Warning, language: string): string =>
  sentenceOf(wordsOf(language).warnings.codes, code, values) ?? message;

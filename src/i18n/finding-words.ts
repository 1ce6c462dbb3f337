import type { Finding } from '#contract/domain';
import { sentenceOf, wordsOf } from './index';

/**
 * One finding in a language, with its numbers.
 * A finding that lacks a number its words need is said in its own (English) message.
 */
export const findingWords = ({ code, message, values }: Finding, language: string): string =>
  sentenceOf(wordsOf(language).prompt.findings, code, values) ?? message;

/** Blocking first, then warnings, then notes. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { blocking: 0, warning: 1, note: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}

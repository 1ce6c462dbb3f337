import type { Finding } from '#contract/domain';
import { i18n } from '../i18n';
import { fillWords } from './fill-words';

/**
 * One finding in the language of the window, with its numbers.
 * A finding that lacks a number its words need is said in its own (English) message.
 */
export function findingWords({ code, message, values }: Finding, language: string): string {
  const template = i18n.getResource(language, 'prompt', `findings.${code}`) as string | undefined;
  return (template === undefined ? undefined : fillWords(template, values)) ?? message;
}

/** Blocking first, then warnings, then notes. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { blocking: 0, warning: 1, note: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}

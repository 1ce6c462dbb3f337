import type { Warning } from '#contract/domain';
import { i18n } from '../i18n';
import { fillWords } from './fill-words';

/** One warning of a take in the language of the window; one that has no words here is said in its own (English) message. */
export function warningWords({ code, message, values }: Warning, language: string): string {
  const template = i18n.getResource(language, 'warnings', `codes.${code}`) as string | undefined;
  return (template === undefined ? undefined : fillWords(template, values)) ?? message;
}

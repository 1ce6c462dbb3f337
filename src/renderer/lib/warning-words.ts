import type { Warning } from '#contract/domain';
import type { EngineDescription } from '#contract/engine-api';
import { i18n } from '../i18n';
import { fillWords } from './fill-words';

/** One warning of a take in the language of the window; one that has no words here is said in its own (English) message. */
export function warningWords({ code, message, values }: Warning, language: string): string {
  const template = i18n.getResource(language, 'warnings', `codes.${code}`) as string | undefined;
  return (template === undefined ? undefined : fillWords(template, values)) ?? message;
}

/** @returns why an engine cannot speak, or what is limited, in the language of the window; empty when nothing is */
export function engineReasonWords({ id, available, reason, languages }: EngineDescription, language: string) {
  if (reason === '') return '';
  const t = i18n.getFixedT(language, 'warnings', 'engine');
  if (id === 'draft') return available && languages.length === 1 ? t('englishOnly') : reason;
  return reason.startsWith('No CosyVoice 3 pack ') ? t('noPack') : t('packUnusable', { reason });
}

import type { Finding } from '#contract/domain';
import { formatDb } from './format';
import { i18n } from '../i18n';

/**
 * One finding in the language of the window, with its numbers.
 * A finding that lacks a number its words need is said in its own (English) message: never a gap in a sentence.
 */
export function findingWords({ code, message, values }: Finding, language: string): string {
  const t = i18n.getFixedT(language, 'prompt');
  const template = i18n.getResource(language, 'prompt', `findings.${code}`) as string | undefined;
  const needed = [...(template ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
  if (template === undefined || needed.some((name) => !(name in values))) return message;
  // every name the template needs was checked above, which the types cannot follow
  return t(`findings.${code}` as 'findings.noisy', readable(values) as { snrDb: string });
}

/** Numbers as a person writes them: decibels with a true minus, the rest with what matters. */
function readable(values: Finding['values']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, value];
      if (name.endsWith('Db')) return [name, formatDb(value)];
      return [name, String(Math.round(value * 100) / 100)];
    }),
  );
}

/** Blocking first, then warnings, then notes. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const order = { blocking: 0, warning: 1, note: 2 };
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}

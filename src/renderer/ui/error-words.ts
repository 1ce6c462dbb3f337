import type { ErrorReport, StudioError } from '#contract/errors';
import { errors as english } from '../i18n/en/errors';
import { errors as chinese } from '../i18n/zh-CN/errors';
import { formatBytes } from '../lib/format';

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

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
  const translated = fill(words.detail, error.values);
  return {
    title: words.title,
    detail: (inEnglish ? error.message || translated : translated) ?? error.message,
    repair: (inEnglish ? error.repair : undefined) ?? words.repair,
  };
}

/** @returns the sentence with its values, or undefined when one is missing. */
function fill(template: string, values: ErrorReport['values']): string | undefined {
  const names = [...template.matchAll(PLACEHOLDER)].map((match) => match[1]!);
  if (names.some((name) => values[name] === undefined)) return undefined;
  return template.replace(PLACEHOLDER, (_mark, name: string) => readable(name, values[name]!));
}

/** Values carry their unit in their name. */
function readable(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('Bytes')) return formatBytes(value);
  return String(Math.round(value * 100) / 100);
}

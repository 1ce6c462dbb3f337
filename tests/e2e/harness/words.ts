import { en } from '#renderer/i18n/en/index';
import { zhCN } from '#renderer/i18n/zh-CN/index';

/** The window's own words, so that a spec reads a screen as a person of that language does. */
export const words = { en, 'zh-CN': zhCN } as const;

export type Language = keyof typeof words;
export type Words = (typeof words)[Language];

/** @returns a pattern for a text with {{values}} in it, whatever they are */
export function anyValue(template: string): RegExp {
  const parts = template.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}

export { words, type Language, type Words } from '#i18n/index';

/** @returns a pattern for a text with {{values}} in it, whatever they are */
export function anyValue(template: string): RegExp {
  const parts = template.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}

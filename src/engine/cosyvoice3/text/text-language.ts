import { latinLanguage } from '../../draft/text/latin-language';

/** The reference knows two kinds of text: any Chinese character makes it `zh`, everything else is `other`. */
export type TextPath = 'zh' | 'other';

export function textPath(text: string): TextPath {
  return /[\u4e00-\u9fff]/.test(text) ? 'zh' : 'other';
}

/** @returns a BCP 47 tag, judged by script and, among Latin letters, by the commonest words; 'und' without letters */
export function textLanguage(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Cyrillic}/u.test(text)) return 'ru';
  return /\p{Script=Latin}/u.test(text) ? latinLanguage(text) : 'und';
}

/** Without one of these a text may be any language in Latin letters, and its numbers are left to the model. */
const ENGLISH_ONLY =
  /\b(?:the|and|of|to|is|are|was|were|it|you|your|this|that|these|with|for|have|has|we|he|she|they|my|not|from|there|what|who|will|would|can|at|by|but|or|please)\b/i;

/** Special tokens may stand there as private characters. */
const NOT_ENGLISH = /[^\p{ASCII}\p{P}\p{S}\p{Z}\p{Co}]/u;

/** Whether the text is certainly English, so that its numbers may be written out in English words. */
export function isEnglish(text: string): boolean {
  return !NOT_ENGLISH.test(text) && ENGLISH_ONLY.test(text) && textLanguage(text) === 'en';
}

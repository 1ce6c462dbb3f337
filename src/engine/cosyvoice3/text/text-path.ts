/** The reference knows two kinds of text: any Chinese character makes it `zh`, everything else is `other`. */
export type TextPath = 'zh' | 'other';

export function textPath(text: string): TextPath {
  return /[\u4e00-\u9fff]/.test(text) ? 'zh' : 'other';
}

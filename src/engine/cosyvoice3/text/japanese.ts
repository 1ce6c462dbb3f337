import type { Warning } from '#contract/domain';
import { isJapanese, kanaReading } from '../../japanese/kana-reading';
import { cutAtSpecialTokens } from './special-tokens';

/**
 * A Japanese text with kanji as the model reads it: in katakana, special tokens as they stand. Any other text, and one that
 * its writer put into kana already, is left alone.
 */
export function readJapanese(text: string): { readonly text: string; readonly warnings: readonly Warning[] } {
  if (!/\p{Script=Han}/u.test(text) || !isJapanese(text)) return { text, warnings: [] };
  const unread = new Set<string>();
  const read = cutAtSpecialTokens(text).map(({ text: stretch, special }) => {
    if (special) return stretch;
    const reading = kanaReading(stretch);
    for (const kanji of reading.unread) unread.add(kanji);
    return reading.text;
  });
  const characters = [...unread].join(' ');
  const warning: Warning = {
    code: 'text-kanji-unread',
    message: `No Japanese reading is known for ${characters}; the model reads it in Chinese.`,
    values: { characters },
  };
  return { text: read.join(''), warnings: unread.size === 0 ? [] : [warning] };
}

import { spellDigitRuns, spellEnglish } from './english-numbers';
import { cutAtSpecialTokens, specialTokens } from './special-tokens';
import { isEnglish, type TextPath } from './text-language';

/** `guarded` keeps decimals, addresses and line ends apart; `official` does what the reference does, flaws included. */
export type TextRules = 'guarded' | 'official';

/** Special tokens stand as one private character each while the rules run, so that no rule can see into them. */
const FIRST_PLACEHOLDER = 0xe000;
const PRIVATE_USE = /[\ue000-\uf8ff]/g;

/** Line ends in one form; nothing that has no sound: controls, zero-width characters, emoji, Markdown's signs. */
export function dropUnspeakable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0e\ufe0f\u20e3]/gu,
      (sign) => (KEPT_SIGNS.has(sign) ? sign : ''),
    )
    .replace(/^#{1,6} +/gm, '')
    .replace(/\*\*|__/g, '');
}

/** Unicode counts these among the pictographs; people write them in texts. */
const KEPT_SIGNS = new Set('©®™');

/** Removes or rewrites what the model reads badly; special tokens pass untouched. */
export function cleanText(text: string, path: TextPath, rules: TextRules): string {
  const hidden = cutAtSpecialTokens(text)
    .map(({ text: part, special }) =>
      special
        ? String.fromCharCode(FIRST_PLACEHOLDER + specialTokens.indexOf(special))
        : part.replace(PRIVATE_USE, ''),
    )
    .join('');
  const cleaned = path === 'zh' ? cleanChinese(hidden, rules) : cleanOther(hidden, rules);
  return cleaned.replace(
    PRIVATE_USE,
    (character) => specialTokens[character.charCodeAt(0) - FIRST_PLACEHOLDER]!.token,
  );
}

function cleanChinese(text: string, rules: TextRules): string {
  const line = rules === 'official' ? text.replaceAll('\n', '') : joinLines(text).replace(/ {2,}/g, ' ');
  return keepSpacesBetweenAscii(line)
    .replaceAll('²', '平方')
    .replaceAll('³', '立方')
    .replace(rules === 'official' ? /\./g : /(?<![A-Za-z0-9])\.|\.(?![A-Za-z0-9])/g, '。')
    .replaceAll(' - ', '，')
    .replace(/[（）【】`]/g, '')
    .replaceAll('——', ' ')
    .replace(/[，,、]+$/, '。');
}

/** A line break between Chinese words is a short pause, between Latin words a space, beside punctuation nothing. */
function joinLines(text: string): string {
  return text.replace(/(.?) *\n *(?=(.?))/gu, (_, before: string, after: string) => {
    if (isAsciiWord(before) && isAsciiWord(after)) return `${before} `;
    return /\p{L}|\p{N}/u.test(before) && /\p{L}|\p{N}/u.test(after) ? `${before}，` : before;
  });
}

function isAsciiWord(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

/** A space stays only where both neighbours are ASCII (or a special token) and no spaces. */
function keepSpacesBetweenAscii(text: string): string {
  return text.replace(/ /g, (space, at: number) =>
    isAsciiOrToken(text.charCodeAt(at - 1)) && isAsciiOrToken(text.charCodeAt(at + 1)) ? space : '',
  );
}

function isAsciiOrToken(code: number): boolean {
  return (
    (code < 0x80 && code !== 0x20) ||
    (code >= FIRST_PLACEHOLDER && code < FIRST_PLACEHOLDER + specialTokens.length)
  );
}

function cleanOther(text: string, rules: TextRules): string {
  if (rules === 'official') return spellDigitRuns(text);
  const joined = text.replace(/ *\n */g, ' ').replace(/ {2,}/g, ' ');
  return isEnglish(joined) ? spellEnglish(joined) : joined;
}

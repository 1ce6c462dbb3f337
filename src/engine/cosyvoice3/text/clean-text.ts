import { endsWithAbbreviation } from '../../text/abbreviations';
import { HIDDEN_TOKEN } from '../../text/hidden-tokens';
import type { PlacedText } from '../../text/placed-text';
import { spellDigitRuns } from '../../text/languages/en/number-words';
import type { TextPath } from './text-path';

/** `guarded` is what this studio makes of a text; `official` does what the reference does, flaws included. */
export type TextRules = 'guarded' | 'official';

/** Removes or rewrites what the model reads badly, in a text whose special tokens are hidden. */
export function cleanText(text: PlacedText, path: TextPath, rules: TextRules): PlacedText {
  if (path === 'zh') return cleanChinese(text, rules);
  if (rules === 'official') return text.replace(/\p{Nd}+/gu, ({ text: digits }) => spellDigitRuns(digits));
  return text.replace(/ *\n */g, ' ').replace(/ {2,}/g, ' ');
}

function cleanChinese(text: PlacedText, rules: TextRules): PlacedText {
  const line = rules === 'official' ? text.replace(/\n/g, '') : joinLines(text).replace(/ {2,}/g, ' ');
  const powers = keepSpacesBetweenAscii(line).replace(/²/g, '平方').replace(/³/g, '立方');
  return (rules === 'official' ? powers.replace(/\./g, '。') : fullStops(powers))
    .replace(/ - /g, '，')
    .replace(/[（）【】`]/g, '')
    .replace(/——/g, ' ')
    .replace(/[，,、]+$/g, '。');
}

/** A dot inside a number or a name, and that of a title before its name, ends nothing. */
function fullStops(placed: PlacedText): PlacedText {
  const { text } = placed;
  return placed.replace(/(?<=\p{Script=Han})\.(?=[A-Z][a-z])|\.(?![A-Za-z0-9])/gu, ({ index }) =>
    /^\. ?[A-Za-z]/.test(text.slice(index)) && endsWithAbbreviation(text.slice(0, index + 1))
      ? undefined
      : '。',
  );
}

/** A line break between Chinese words is a short pause, between Latin words a space, beside punctuation nothing. */
function joinLines(text: PlacedText): PlacedText {
  return text.replace(/ *\n *(?=(.?))/gu, ({ groups, index }) => {
    const before = text.text[index - 1] ?? '';
    const after = groups[0] ?? '';
    if (isAsciiWord(before) && isAsciiWord(after)) return ' ';
    return /\p{L}|\p{N}/u.test(before) && /\p{L}|\p{N}/u.test(after) ? '，' : '';
  });
}

function isAsciiWord(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

/** A space stays only where both neighbours are ASCII (or a special token) and no spaces. */
function keepSpacesBetweenAscii(placed: PlacedText): PlacedText {
  const { text } = placed;
  return placed.replace(/ /g, ({ index }) =>
    isAsciiOrToken(text[index - 1] ?? '') && isAsciiOrToken(text[index + 1] ?? '') ? undefined : '',
  );
}

function isAsciiOrToken(character: string): boolean {
  return HIDDEN_TOKEN.test(character) || /^[^ \u0080-\uffff]$/.test(character);
}

import { hiddenToken } from '../../text/hidden-tokens';
import { findSpecialToken } from '../../text/special-tokens';

/** In a notation it stands before every word of what a person marked as `<strong>`. */
export const FOCUS = '*';

const OPEN = hiddenToken(findSpecialToken('<strong>')!);
const CLOSE = hiddenToken(findSpecialToken('</strong>')!);
const MARKS = new RegExp(`([${OPEN}${CLOSE}])`, 'u');

/** How a language is written for its synthesizer, and whether that one makes a focused word stand out. */
export interface Notation {
  readonly notation: (text: string) => string;
  readonly focuses: boolean;
}

/** The private characters that a focus stands between. */
export const isFocusMark = (character: string): boolean => character === OPEN || character === CLOSE;

/**
 * A segment in its language's notation, each focused word with a star. What is closed here without having been opened began
 * in the segment before.
 */
export function notationOf(text: string, { notation, focuses }: Notation): string {
  if (!focuses || !MARKS.test(text)) return notation(text);
  let focused = Array.from(text).find(isFocusMark) === CLOSE;
  const parts = text.split(MARKS).flatMap((part) => {
    if (isFocusMark(part)) {
      focused = part === OPEN;
      return [];
    }
    const plain = notation(part);
    return [focused ? plain.replace(/(?<![^\s])(?=[^\s,.?!;:])/gu, FOCUS) : plain];
  });
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/ +([,?!;:]|\.(?![\p{L}\d]))/gu, '$1');
}

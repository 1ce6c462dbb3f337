import type { ScriptLine, ScriptOperation } from './scripts';

/** Words of a script that are found, and what stands in their place. */
export interface Replacement {
  readonly find: string;
  readonly replace: string;
  readonly matchCase: boolean;
  /** No letter or digit before or after; of no use where words are not parted. */
  readonly wholeWords: boolean;
}

export interface ReplacedLine {
  readonly lineId: string;
  readonly before: string;
  readonly after: string;
  /** How often the words were found in it. */
  readonly count: number;
}

/** @returns the lines that would be others, in order; none when nothing is searched for */
export function replacedLines(
  lines: readonly Pick<ScriptLine, 'id' | 'text'>[],
  { find, replace, matchCase, wholeWords }: Replacement,
): ReplacedLine[] {
  if (find === '') return [];
  const literal = find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const part = '[\\p{L}\\p{M}\\p{N}_]';
  const words = new RegExp(
    wholeWords ? `(?<!${part})${literal}(?!${part})` : literal,
    matchCase ? 'gu' : 'giu',
  );
  return lines.flatMap(({ id, text }) => {
    let count = 0;
    // a function, because a replacement text would read "$&" in somebody's words as a command
    const after = text.replace(words, () => {
      count++;
      return replace;
    });
    return count === 0 || after === text ? [] : [{ lineId: id, before: text, after, count }];
  });
}

/** One change of the script: one step back. */
export const replaceOperations = (lines: readonly ReplacedLine[]): ScriptOperation[] =>
  lines.map(({ lineId, after }) => ({ do: 'change', lineId, change: { text: after } }));

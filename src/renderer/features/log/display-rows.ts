import type { LogEntry } from '#contract/logger';
import { foldMessage } from './line-text';

/**
 * A log as rows of one height: an entry is one row, an unfolded entry is followed by its text as further rows. Rows of one
 * height need no measuring, so a hundred thousand of them cost nothing to scroll.
 */
export interface DisplayRows {
  readonly count: number;
  /** @returns what stands in a row */
  at(row: number): DisplayRow;
  /** @returns the row of the entry at `index` */
  rowOf(index: number): number;
}

export interface DisplayRow {
  readonly index: number;
  readonly entry: LogEntry;
  /** A line of the unfolded text; undefined in the entry's own row. */
  readonly text: string | undefined;
}

/** Where an unfolded entry stands, and what follows it. */
interface Unfolding {
  readonly index: number;
  readonly lines: readonly string[];
  /** Rows that unfoldings above it add. */
  readonly rowsBefore: number;
}

/** @param columns characters that fit in a row; longer lines go on in the next */
export function displayRows(
  entries: readonly LogEntry[],
  unfolded: ReadonlySet<number>,
  columns: number,
): DisplayRows {
  const unfoldings: Unfolding[] = [];
  let added = 0;
  if (unfolded.size > 0)
    for (const [index, entry] of entries.entries()) {
      if (!unfolded.has(entry.seq)) continue;
      const lines = unfoldedLines(entry, columns);
      unfoldings.push({ index, lines, rowsBefore: added });
      added += lines.length;
    }
  const rowOf = (index: number) => {
    const above = unfoldings.findLast((each) => each.index < index);
    return index + (above ? above.rowsBefore + above.lines.length : 0);
  };
  return {
    count: entries.length + added,
    rowOf,
    at: (row) => {
      const above = unfoldings.findLast((each) => each.index + each.rowsBefore < row);
      const offset = above ? row - (above.index + above.rowsBefore) - 1 : -1;
      if (above && offset < above.lines.length)
        return { index: above.index, entry: entries[above.index]!, text: above.lines[offset]! };
      const index = above ? row - above.rowsBefore - above.lines.length : row;
      return { index, entry: entries[index]!, text: undefined };
    },
  };
}

/** @returns everything an entry has to say, in lines that fit */
export function unfoldedLines(entry: LogEntry, columns: number): readonly string[] {
  const { first, more, data } = foldMessage(entry);
  const head = more.length === 0 && displayWidth(first) <= columns ? [] : [first, ...more];
  return [...head, ...(data === '' ? [] : data.split('\n'))].flatMap((line) => wrapLine(line, columns));
}

/** Han, kana, hangul and full-width forms take two columns of a monospaced font. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** @returns columns that a text takes in a monospaced font */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) || character.length > 1 ? 2 : 1;
  return width;
}

/** @returns the line in pieces of at most `columns` */
export function wrapLine(line: string, columns: number): readonly string[] {
  if (displayWidth(line) <= columns) return [line];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of line) {
    const more = displayWidth(character);
    if (width + more > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += more;
  }
  return [...pieces, piece];
}

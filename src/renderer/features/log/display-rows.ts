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

interface DisplayRow {
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

/**
 * @param columns characters that fit in a row; longer lines go on in the next
 * @param wrap whether a long first line goes on below even while its entry is folded
 */
export function displayRows(
  entries: readonly LogEntry[],
  unfolded: ReadonlySet<number>,
  columns: number,
  wrap = false,
): DisplayRows {
  const unfoldings: Unfolding[] = [];
  let added = 0;
  if (unfolded.size > 0 || wrap)
    for (const [index, entry] of entries.entries()) {
      const lines = unfolded.has(entry.seq)
        ? unfoldedLines(entry, columns, wrap)
        : wrap
          ? wrappedRest(entry, columns)
          : none;
      if (lines.length === 0) continue;
      unfoldings.push({ index, lines, rowsBefore: added });
      added += lines.length;
    }
  /** @returns the last unfolding that stands above, by a place that grows with it */
  const lastBefore = (place: (each: Unfolding) => number, limit: number): Unfolding | undefined => {
    let low = 0;
    let high = unfoldings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (place(unfoldings[middle]!) < limit) low = middle + 1;
      else high = middle;
    }
    return unfoldings[low - 1];
  };
  const rowOf = (index: number) => {
    const above = lastBefore((each) => each.index, index);
    return index + (above ? above.rowsBefore + above.lines.length : 0);
  };
  return {
    count: entries.length + added,
    rowOf,
    at: (row) => {
      const above = lastBefore((each) => each.index + each.rowsBefore, row);
      const offset = above ? row - (above.index + above.rowsBefore) - 1 : -1;
      if (above && offset < above.lines.length)
        return { index: above.index, entry: entries[above.index]!, text: above.lines[offset]! };
      const index = above ? row - above.rowsBefore - above.lines.length : row;
      return { index, entry: entries[index]!, text: undefined };
    },
  };
}

const none: readonly string[] = [];

interface Wrapped {
  readonly columns: number;
  readonly rest: readonly string[];
}
/** Most lines are asked for again with every line that comes. */
const wrapped = new WeakMap<LogEntry, Wrapped>();

function wrappedRest(entry: LogEntry, columns: number): readonly string[] {
  const known = wrapped.get(entry);
  if (known?.columns === columns) return known.rest;
  const [, ...rest] = wrapLine(firstLine(entry), columns);
  wrapped.set(entry, { columns, rest });
  return rest;
}

/** @returns what fits into the row of the entry itself */
export function rowText(entry: LogEntry, columns: number, wrap: boolean): string {
  const first = firstLine(entry);
  return wrap ? (wrapLine(first, columns)[0] ?? '') : first;
}

const firstLine = ({ message }: LogEntry) => message.split('\n', 1)[0] ?? '';

/** @returns everything an entry has to say, in lines that fit */
export function unfoldedLines(entry: LogEntry, columns: number, wrap = false): readonly string[] {
  const { first, more, data } = foldMessage(entry);
  const head = wrap || displayWidth(first) <= columns ? [] : [first];
  const below = [...head, ...more, ...(data === '' ? [] : data.split('\n'))];
  return [...(wrap ? wrappedRest(entry, columns) : []), ...below.flatMap((line) => wrapLine(line, columns))];
}

/** Han, kana, hangul and full-width forms take two columns of a monospaced font. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

const NOT_LATIN = /[^\u0020-\u024f]/;

/** @returns columns that a text takes in a monospaced font */
export function displayWidth(text: string): number {
  if (!NOT_LATIN.test(text)) return text.length;
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

import type { HighlightColour } from '#contract/log-marks';
import type { LogEntry } from '#contract/logger';
import { formatLine, isStory, storiesOf } from '#log-text/format';
import type { Pattern } from '#log-text/pattern';

/** @returns the time of day of a line in this machine's zone, to the millisecond: 12:04:31.082; blank when it has none */
export function lineTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** @returns the day and the time of a line, for its tooltip */
export function lineMoment(iso: string, language: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

const DAY_MS = 86_400_000;

/** @returns a moment at the edge of a span: the day only where the span has several */
export function momentWords(
  ms: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  language: string,
): string {
  const isOneDay = toMs - fromMs < DAY_MS && new Date(fromMs).getDate() === new Date(toMs).getDate();
  return new Intl.DateTimeFormat(language, {
    ...(isOneDay ? {} : { year: 'numeric', month: '2-digit', day: '2-digit' }),
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  }).format(ms);
}

/** @returns how long after (or before) another line a line was written: +1.204 s, −3 min 02 s */
export function timeSince(iso: string, fromIso: string): string {
  const ms = new Date(iso).getTime() - new Date(fromIso).getTime();
  if (Number.isNaN(ms)) return '';
  const sign = ms < 0 ? '−' : '+';
  const sec = Math.abs(ms) / 1000;
  if (sec < 60) return `${sign}${sec.toFixed(3)} s`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (sec < 3600) return `${sign}${Math.floor(sec / 60)} min ${two(sec % 60)} s`;
  if (sec < 86_400) return `${sign}${Math.floor(sec / 3600)} h ${two((sec % 3600) / 60)} min`;
  return `${sign}${Math.floor(sec / 86_400)} d ${two((sec % 86_400) / 3600)} h`;
}

/** A message as the list shows it: one line, the rest folded. */
export interface FoldedMessage {
  readonly first: string;
  /** Lines below the first: stacks and the like. */
  readonly more: readonly string[];
  /** Facts of the line as readable text; empty when there are none. */
  readonly data: string;
}

export function foldMessage(entry: LogEntry): FoldedMessage {
  const [first = '', ...more] = entry.message.split('\n');
  const told = Object.entries(entry.data ?? {}).filter(([name, value]) => !isStory(name, value));
  const data = told.length === 0 ? '' : JSON.stringify(Object.fromEntries(told), undefined, 2);
  return { first, more: [...more, ...storiesOf(entry)], data };
}

/** @returns lines as plain text, in the form of runtime.log */
export const plainLines = (entries: readonly LogEntry[]): string => entries.map(formatLine).join('\n');

/** @returns lines for an issue: a fence that no line can break out of, and where they come from above it */
export function markdownOf(entries: readonly LogEntry[], origin: string): string {
  const text = plainLines(entries);
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${origin}\n\n${fence}text\n${text}\n${fence}\n`;
}

/** A piece of a text: found by the search, in the colour of a highlight, or neither. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
  readonly colour?: HighlightColour;
}

/** A pattern in a colour of its own. */
export interface Highlight {
  readonly pattern: Pattern;
  readonly colour: HighlightColour;
}

/** @returns `text` in pieces, so that what is marked can be drawn; where marks meet, the search and then the first wins */
export function markFound(
  text: string,
  pattern: Pattern | undefined,
  highlights: readonly Highlight[] = [],
): readonly Piece[] {
  const found = pattern
    ? piecesOf([{ text, found: false }], pattern, { found: true })
    : [{ text, found: false }];
  return highlights.reduce<readonly Piece[]>(
    (pieces, { pattern: marked, colour }) => piecesOf(pieces, marked, { found: false, colour }),
    found,
  );
}

function piecesOf(pieces: readonly Piece[], pattern: Pattern, mark: Omit<Piece, 'text'>): readonly Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.found || piece.colour !== undefined) return [piece];
    const { text } = piece;
    const made: Piece[] = [];
    let at = 0;
    for (const [from, to] of pattern.places(text)) {
      if (from > at) made.push({ text: text.slice(at, from), found: false });
      made.push({ text: text.slice(from, to), ...mark });
      at = to;
    }
    if (at < text.length || made.length === 0) made.push({ text: text.slice(at), found: false });
    return made;
  });
}

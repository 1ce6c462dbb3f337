import type { LogEntry } from '#contract/logger';
import { shownLevel } from './filter';

/** @returns the time of day of a line in this machine's zone, to the millisecond: 12:04:31.082 */
export function lineTime(iso: string): string {
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
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
  return { first, more, data: entry.data ? JSON.stringify(entry.data, undefined, 2) : '' };
}

/** @returns the line as plain text, in the form of runtime.log */
export function plainLine(entry: LogEntry): string {
  const take = entry.takeId === undefined ? '' : ` (take ${entry.takeId})`;
  const data = entry.data ? ` ${JSON.stringify(entry.data)}` : '';
  const level = shownLevel(entry).toUpperCase();
  return `[${entry.time.slice(0, 10)} ${lineTime(entry.time)}] [${level}] [${entry.scope}]${take} ${entry.message}${data}`;
}

/** A piece of a text, found by the search or not. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** @returns `text` in pieces, so that what was searched for can be marked; case is ignored */
export function markFound(text: string, search: string): readonly Piece[] {
  const needle = search.trim().toLowerCase();
  const haystack = text.toLowerCase();
  // a few letters change their length when lowered; their places could not be told
  if (needle === '' || haystack.length !== text.length) return [{ text, found: false }];
  const pieces: Piece[] = [];
  let at = 0;
  for (let hit = haystack.indexOf(needle); hit >= 0; hit = haystack.indexOf(needle, at)) {
    if (hit > at) pieces.push({ text: text.slice(at, hit), found: false });
    at = hit + needle.length;
    pieces.push({ text: text.slice(hit, at), found: true });
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}

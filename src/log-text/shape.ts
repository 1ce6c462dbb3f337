import type { LogEntry } from '#contract/logger';

/** A shape is a name to group by, not a text to read to its end. */
const SHAPE_CHARACTERS = 300;

/** Quoted words; words of any script but Latin, which are a person's; everything that is joined to a digit. */
const VARIABLE = /"[^"\n]*"|“[^”\n]*”|[\u0250-\u1fff\u2070-\u{10ffff}]+|[\w./\\:@+-]+/gu;
const DIGIT = /\d/u;

/**
 * @returns what lines of one kind have in common: the first line of the message, with a mark in the place of numbers, ids,
 *   paths and words of a person. Level and part belong to it: the same words as an error are something else.
 */
export function shapeOf({
  level,
  success,
  scope,
  message,
}: Pick<LogEntry, 'level' | 'success' | 'scope' | 'message'>): string {
  const first = message.slice(0, SHAPE_CHARACTERS * 2).split('\n', 1)[0] ?? '';
  const words = first.replace(VARIABLE, markOf);
  return `${success === true ? 'success' : level} ${scope}: ${words}`.slice(0, SHAPE_CHARACTERS);
}

function markOf(found: string): string {
  const first = found.charCodeAt(0);
  if (first > 0x24f || first === 0x22) return '…';
  return DIGIT.test(found) ? '#' : found;
}

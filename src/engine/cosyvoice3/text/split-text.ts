import { endsWithAbbreviation, inShortQuotation, joinHeld, wordsIn } from '../../text/abbreviations';
import { HIDDEN_TOKEN, showTokens } from '../../text/hidden-tokens';
import type { TextRules } from './clean-text';
import type { TextPath } from './text-path';

/** Lengths are in characters for `zh`, in text tokens for `other`. */
const LONGEST = 80;
const LONG_ENOUGH = 60;
const SHORT_TAIL = 20;
/** Beyond this the model skips and repeats, so a longer sentence is cut even without a full stop. */
const HARD_LIMIT: Readonly<Record<TextPath, number>> = { zh: 160, other: 120 };

const OFFICIAL_BREAKS: Readonly<Record<TextPath, string>> = { zh: '。？！；：、.?!;', other: '.?!;:' };
/** What the reference forgets: kana texts end sentences with full-width marks. */
const MORE_BREAKS = '。？！；：．｡؟…।';
const OFFICIAL_CLOSERS = '"”';
const MORE_CLOSERS = '」』》’';

export interface SplitOptions {
  readonly path: TextPath;
  readonly rules: TextRules;
  readonly countTokens: (text: string) => number;
  /** Whether a place of the text, UTF-16, lies inside the words of one typed token; `guarded` rules never cut there. */
  readonly isInsideToken?: (at: number) => boolean;
}

type InsideToken = (at: number) => boolean;

/**
 * Cuts a cleaned text into segments of about 60 to 80 characters (zh) or tokens (other) at sentence ends.
 * Source: the reference's split_paragraph with its constants 80, 60, 20; `guarded` rules add the hard limit, full-width
 * marks outside Chinese, and leave dots and colons inside numbers and names alone.
 */
export function splitText(text: string, options: SplitOptions): string[] {
  const length = (part: string): number =>
    options.path === 'zh' ? Array.from(showTokens(part)).length : options.countTokens(part);
  const sentences = cutSentences(text, options);
  const pieces =
    options.rules === 'official'
      ? sentences
      : cutParts(sentences, HARD_LIMIT[options.path], length, options.isInsideToken ?? (() => false));
  return mergeShort(pieces, length);
}

/**
 * @returns whether a segment has nothing to say: no letter, digit or special token. The reference lets spaces between
 * marks count as something.
 */
export function isUnspeakable(segment: string, rules: TextRules = 'guarded'): boolean {
  if (rules === 'official') return /^[\p{P}\p{S}]*$/u.test(segment.trim());
  return /^[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\p{Cn}]*$/u.test(segment);
}

/** Sentences with their marks; the reference loses a mark right after another. */
function cutSentences(text: string, { path, rules }: SplitOptions): string[] {
  const guarded = rules === 'guarded';
  const breaks = OFFICIAL_BREAKS[path] + (guarded ? MORE_BREAKS : '');
  const closers = OFFICIAL_CLOSERS + (guarded ? MORE_CLOSERS : '');
  const ending = guarded ? text.trimEnd().replace(new RegExp(`[${closers}]+$`), '') : text;
  const closed = breaks.includes(ending.at(-1) ?? '') ? text : text + finalMark(text, path, guarded);
  const quoted = guarded ? inShortQuotation(closed) : () => false;
  const sentences: string[] = [];
  let start = 0;
  for (let at = 0; at < closed.length; at++) {
    if (!breaks.includes(closed[at]!) || (guarded && (isInsideWord(closed, at) || quoted(at)))) continue;
    if (guarded) {
      while (at + 1 < closed.length && (breaks + closers).includes(closed[at + 1]!)) at++;
      sentences.push(closed.slice(start, at + 1));
      start = at + 1;
      continue;
    }
    if (at > start) sentences.push(closed.slice(start, at + 1));
    start = at + 1;
    const next = closed[start];
    if (next === undefined || !closers.includes(next)) continue;
    start++;
    // a closing quote with nothing before it belongs to no sentence
    const last = sentences.pop();
    if (last !== undefined) sentences.push(last + next);
  }
  return start < closed.length && guarded ? [...sentences, closed.slice(start)] : sentences;
}

function finalMark(text: string, path: TextPath, guarded: boolean): string {
  const eastAsian = path === 'zh' || (guarded && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text));
  return eastAsian ? '。' : '.';
}

/** The dot of 3.5, of example.com, of .NET and of J. Smith; the colon of 10:30. */
function isInsideWord(text: string, at: number): boolean {
  if (!/[.:]/.test(text[at]!)) return false;
  return (
    /^[A-Za-z0-9]/.test(text.slice(at + 1)) ||
    (/^ ?\S/.test(text.slice(at + 1)) &&
      text[at] === '.' &&
      endsWithAbbreviation(text.slice(0, at + 1), text.slice(at + 1, at + 3)))
  );
}

/** Greedy: a segment ends where the next piece would carry it beyond the limit, if it is long enough already. */
function mergeShort(pieces: readonly string[], length: (part: string) => number): string[] {
  const segments: string[] = [];
  let current = '';
  for (const piece of pieces) {
    if (length(current + piece) > LONGEST && length(current) > LONG_ENOUGH) {
      segments.push(current);
      current = '';
    }
    current += piece;
  }
  if (current === '') return segments;
  const last = length(current) < SHORT_TAIL ? segments.pop() : undefined;
  return [...segments, (last ?? '') + current];
}

/** Parts that make a text together, each cut as `cutLong` does. */
function cutParts(
  parts: readonly string[],
  hardLimit: number,
  length: (part: string) => number,
  isInside: InsideToken,
): string[] {
  let from = 0;
  return parts.flatMap((part) => {
    const start = from;
    from += part.length;
    return cutLong(part, hardLimit, length, (at) => isInside(start + at));
  });
}

/** Cuts after commas, else at spaces, else between words; gives pieces of the usual length. */
function cutLong(
  sentence: string,
  hardLimit: number,
  length: (part: string) => number,
  isInside: InsideToken,
): string[] {
  if (length(sentence) <= hardLimit) return [sentence];
  const parts = [/(?<=[，,、])/u, /(?<= )/u]
    .map((separator) => joinHeld(sentence.split(separator), isInside))
    .find((found) => found.length > 1);
  const pieces = parts
    ? cutParts(parts, hardLimit, length, isInside)
    : atomsOf(sentence, hardLimit, length, isInside);
  return gather(pieces, LONGEST, length);
}

/** Special tokens and words; the words of a token that is too long by itself, and at last its characters. */
function atomsOf(
  text: string,
  hardLimit: number,
  length: (part: string) => number,
  isInside: InsideToken,
): string[] {
  const wordsOf = (stretch: string): string[] =>
    stretch.split(ONE_TOKEN).flatMap((each) => (HIDDEN_TOKEN.test(each) ? [each] : wordsIn(each)));
  const isTooLong = (part: string): boolean => length(part) > hardLimit;
  return joinHeld(wordsOf(text), isInside)
    .flatMap((atom) => (isTooLong(atom) ? joinHeld(wordsOf(atom)) : [atom]))
    .flatMap((atom) => (isTooLong(atom) ? Array.from(atom) : [atom]));
}

const ONE_TOKEN = new RegExp(`(${HIDDEN_TOKEN.source})`);

/** Joins neighbours up to the limit. */
function gather(parts: readonly string[], limit: number, length: (part: string) => number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const part of parts) {
    if (current !== '' && length(current + part) > limit) {
      pieces.push(current);
      current = '';
    }
    current += part;
  }
  return current === '' ? pieces : [...pieces, current];
}

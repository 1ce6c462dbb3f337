import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { BLOCKS, FORUM_MARK, INLINE, SONG_TIME } from './elements';
import type { PlacedText } from './placed-text';
import {
  CONTROL_MARKER,
  END_OF_PROMPT,
  SYSTEM_PREFIX,
  cutAtSpecialTokens,
  findSpecialToken,
  specialTokens,
} from './special-tokens';

export interface InspectedText {
  /** Without control markers; everything that may be spoken is still there. */
  readonly text: PlacedText;
  /** What stood before an end-of-prompt marker; empty when there was none. */
  readonly typedInstruction: string;
  readonly warnings: readonly Warning[];
}

const PAIRS = ['strong', 'laughter'];

/** What looks like a marker to a reader. */
const BRACKETS = /\[[^[\]\n]{1,40}\](?!\()|<\/?[A-Za-z][\w-]{0,30}>/g;
/** A pause, and HTML that is left out as markup. */
const UNDERSTOOD = new RegExp(
  `^(?:\\[\\s*(?:pause|停顿|暂停)(?:[\\s:：]?\\s*[\\d.]+\\s*(?:ms|s|sec|秒|毫秒)?)?\\s*\\]|\\[(?:[ x]|\\d{1,3}|\\^[^\\]\\s]+)\\]|${FORUM_MARK}|${SONG_TIME}|<\\/?(?:think|thinking|break|script|style|${BLOCKS}|${INLINE})\\s*\\/?>)$`,
  'i',
);

/**
 * Reads a user's text for markers: takes control markers out, finds an instruction that was typed in front of the text,
 * and warns of brackets that the model does not know and would read aloud.
 * @throws StudioError 'text-marker-invalid' when <|endofprompt|> stands there more than once
 */
export function inspectMarkers(userText: PlacedText): InspectedText {
  const composed = userText.replace(COMBINING, ({ text }) => text.normalize('NFC'));
  const { typedInstruction, rest } = takeInstruction(composed);
  const removed = new Set<string>();
  const text = withoutControlMarkers(rest, (marker) => removed.add(marker));
  return {
    text,
    typedInstruction,
    warnings: [
      ...Array.from(removed, (marker) => ({ code: 'text-marker-removed', values: { marker } })),
      ...unknownMarkers(text.text),
      ...PAIRS.flatMap((name) => missingPartner(name, text.text)),
    ],
  };
}

/** Pinyin markers typed with combining accents become the model's one-letter ones. */
const COMBINING = /\P{M}\p{M}+/gu;

/** Takes control markers out until none is left: what stands around one may close up to another. */
export function withoutControlMarkers(text: PlacedText, onRemoved?: (marker: string) => void): PlacedText {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(CONTROL_MARKER, ({ text: marker }) => {
      onRemoved?.(marker);
      return '';
    });
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

function takeInstruction(text: PlacedText): { typedInstruction: string; rest: PlacedText } {
  const [before, rest, ...more] = text.split(/<\|endofprompt\|>/g);
  if (rest === undefined) return { typedInstruction: '', rest: text };
  if (more.length > 0) {
    throw new StudioError('text-marker-invalid', {
      why: 'repeated',
      marker: END_OF_PROMPT,
      count: more.length + 1,
    });
  }
  const instruction = before!.text.trim();
  return {
    typedInstruction: instruction.startsWith(SYSTEM_PREFIX)
      ? instruction.slice(SYSTEM_PREFIX.length).trim()
      : instruction,
    rest,
  };
}

/** [Breath] is not [breath]. */
function unknownMarkers(text: string): Warning[] {
  const ordinary = cutAtSpecialTokens(text).filter(({ special }) => special === undefined);
  const spans = new Set(
    ordinary
      .flatMap((stretch) => stretch.text.match(BRACKETS) ?? [])
      .filter((span) => !UNDERSTOOD.test(span)),
  );
  return Array.from(spans, (span) => {
    const near = nearestMarker(span);
    return invalid({ marker: span, ...(near === undefined ? {} : { near }) });
  });
}

function missingPartner(name: string, text: string): Warning[] {
  const opened = text.split(`<${name}>`).length;
  const closed = text.split(`</${name}>`).length;
  if (opened === closed) return [];
  const missing = opened > closed ? `</${name}>` : `<${name}>`;
  return [invalid({ missing })];
}

const invalid = (values: Warning['values']): Warning => ({ code: 'text-marker-invalid', values });

/** @returns a marker that differs in case alone or, among the words, by at most two letters */
function nearestMarker(span: string): string | undefined {
  const lower = span.toLowerCase();
  if (findSpecialToken(lower)) return lower;
  if (span.length < 6) return undefined;
  return specialTokens.find(({ token }) => token.length > 5 && editDistance(token.toLowerCase(), lower) <= 2)
    ?.token;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

import type { NewLine } from '#contract/scripts';

/** What stands in front of a line: who speaks, and how. */

/** `Anna:` and `安娜：`; not a time, an address, or a sentence with a colon late in it. */
const SPEAKER =
  /^\s*(?:\*\*|__)?([\p{L}\p{N}][\p{L}\p{M}\p{N} .'’·_-]{0,39}?)(?:\*\*|__)?\s*([:：])(?:\*\*|__)?\s*(?=\S)/u;
/** `(angrily)`, `（生气地）`, `[whispering]`: letters only, so that a marker of the model such as `[breath]` is told apart below. */
const DIRECTION = /^\s*(?:\(([^()\n]{2,80})\)|（([^（）\n]{1,40})）|\[([\p{L} ,'’-]{3,60})\])\s*/u;
/** Markers that are spoken where they stand. */
const MARKER =
  /^(?:pause|breath|quick_breath|laughter|sigh|cough|noise|clucking|accent|hissing|vocalized-noise|lipsmack|mn|j|h)$/i;
const MOST_WORDS = 4;

export interface LineWords {
  readonly speaker: string;
  readonly instruction: string;
  readonly text: string;
}

/** @returns the line in its parts; `isSpeaker` judges what could be a name */
export function lineWords(line: string, isSpeaker: (name: string) => boolean): LineWords {
  const name = speakerOf(line);
  const speaker = name !== undefined && isSpeaker(name.speaker) ? name.speaker : '';
  const rest = speaker === '' ? line : line.slice(name?.length ?? 0);
  const direction = DIRECTION.exec(rest);
  const words = direction ? (direction[1] ?? direction[2] ?? direction[3] ?? '').trim() : '';
  const text = direction ? rest.slice(direction[0].length).trim() : rest.trim();
  // a remark in brackets alone on its line, or a marker, is what is said
  const isDirection = direction !== null && text !== '' && !MARKER.test(words) && /\p{L}/u.test(words);
  return isDirection
    ? { speaker, instruction: words, text }
    : { speaker, instruction: '', text: rest.trim() };
}

/** @returns what could be the name of a speaker, and how much of the line it takes */
export function speakerOf(line: string): { readonly speaker: string; readonly length: number } | undefined {
  const found = SPEAKER.exec(line);
  const name = found?.[1]?.trim();
  if (!found || name === undefined || !/\p{L}/u.test(name)) return undefined;
  // "https://…", and "at 10:30"
  const next = line.slice(found[0].length);
  if (next.startsWith('//') || (/\d$/.test(name) && /^\d/.test(next))) return undefined;
  if (name.split(/\s+/).length > MOST_WORDS) return undefined;
  return { speaker: name, length: found[0].length };
}

const SHARE_OF_DIALOGUE = 0.5;

/**
 * Whether a name in front of a colon is a speaker: one that is known, one that comes twice, or any in a text that is a
 * dialogue from end to end. "Note: …" in a chapter is none.
 */
export function speakersOf(lines: readonly string[], known: ReadonlySet<string>): (name: string) => boolean {
  const counts = new Map<string, number>();
  let withName = 0;
  for (const line of lines) {
    const name = speakerOf(line)?.speaker;
    if (name === undefined) continue;
    withName++;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isDialogue = withName > 1 && withName >= lines.length * SHARE_OF_DIALOGUE;
  return (name) => known.has(name) || isDialogue || (counts.get(name) ?? 0) > 1;
}

/** Lines of plain text as lines of a script, in order. */
export function linesOf(texts: readonly string[], known: ReadonlySet<string>): NewLine[] {
  const isSpeaker = speakersOf(texts, known);
  return texts.map((text) => ({ kind: 'line' as const, ...lineWords(text, isSpeaker) }));
}

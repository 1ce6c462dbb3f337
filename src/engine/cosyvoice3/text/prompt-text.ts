import type { TextMode } from '#contract/domain';
import { END_OF_PROMPT, SYSTEM_PREFIX, removeControlMarkers } from '../../text/special-tokens';

/** What a segment is spoken with, besides its own text. */
export interface Direction {
  readonly mode: TextMode;
  /** What the prompt audio says, word for word; used by zero_shot. */
  readonly transcript: string;
  /** Used by instruct2. */
  readonly instruction: string;
}

/**
 * The text in front of every segment, up to and including the end-of-prompt marker and, in zero_shot, the transcript.
 * It is tokenised apart from the segment, and its tokens do not bound the length of the take but in cross_lingual.
 * Source: the reference's three inference modes; only zero_shot gives the language model the prompt's speech tokens.
 */
export function promptText({ mode, transcript, instruction }: Direction): string {
  switch (mode) {
    case 'zero_shot':
      return `${SYSTEM_PREFIX}${END_OF_PROMPT}${withoutMarker(transcript)}`;
    case 'cross_lingual':
      return `${SYSTEM_PREFIX}${END_OF_PROMPT}`;
    case 'instruct2':
      return `${SYSTEM_PREFIX} ${withoutMarker(instruction)}`.trimEnd() + END_OF_PROMPT;
  }
}

/**
 * Text tokens that bound the length of a segment: in cross_lingual the reference's text carries the prefix, and its
 * tokens count.
 */
export function boundingIds(mode: TextMode, prompt: readonly number[], segment: readonly number[]): number {
  return segment.length + (mode === 'cross_lingual' ? prompt.length : 0);
}

/** A second marker would end the prompt early. */
function withoutMarker(text: string): string {
  return removeControlMarkers(text).trim();
}

import type { Warning } from '#contract/domain';
import { StudioError } from '#contract/errors';
import { cleanText, dropUnspeakable, type TextRules } from './clean-text';
import { readJapanese } from './japanese';
import { inspectMarkers } from './markers';
import { removeControlMarkers } from './special-tokens';
import { isUnspeakable, splitText } from './split-text';
import { textLanguage, textPath } from './text-language';

export interface FrontEndOptions {
  /** Off: the text is spoken as typed, in one segment. */
  readonly normalize: boolean;
  readonly rules: TextRules;
}

const defaultFrontEnd: FrontEndOptions = { normalize: true, rules: 'guarded' };

interface PreparedSegment {
  readonly text: string;
  /** BCP 47, by script and commonest words; 'und' when unknown. */
  readonly language: string;
}

export interface PreparedText {
  /** What will be spoken, one segment a line. */
  readonly normalizedText: string;
  /** At least one. */
  readonly segments: readonly PreparedSegment[];
  /** An instruction typed in front of <|endofprompt|>; it asks for instruct2. Empty when there was none. */
  readonly typedInstruction: string;
  readonly warnings: readonly Warning[];
}

/**
 * A user's text to the segments that the language model speaks, one after the other and independently.
 * @param countTokens text tokens of a string
 * @throws StudioError 'text-empty', 'text-unspeakable', 'text-marker-invalid'
 */
export function prepareText(
  userText: string,
  countTokens: (text: string) => number,
  options: FrontEndOptions = defaultFrontEnd,
): PreparedText {
  // pinyin markers typed with combining accents become the model's one-letter ones
  const inspected = inspectMarkers(userText.normalize('NFC'));
  const { typedInstruction } = inspected;
  const read = readsJapanese(options) ? readJapanese(inspected.text) : { text: inspected.text, warnings: [] };
  const { text } = read;
  if (text.trim() === '') {
    throw new StudioError('text-empty', 'There is no text to speak.', { repair: 'Type a sentence.' });
  }
  const segments = cutIntoSegments(text, countTokens, options);
  if (segments.length === 0) {
    throw new StudioError('text-unspeakable', 'The text has nothing but punctuation and symbols.', {
      repair: 'Write words or numbers.',
    });
  }
  return {
    normalizedText: segments.map((segment) => segment.trim()).join('\n'),
    segments: segments.map((segment) => ({ text: segment, language: textLanguage(segment) })),
    typedInstruction,
    warnings: [...inspected.warnings, ...read.warnings],
  };
}

/** The reference leaves kanji to the model, which reads them in Chinese. */
function readsJapanese({ normalize, rules }: FrontEndOptions): boolean {
  return normalize && rules === 'guarded';
}

/** @returns what the prompt says, as the model is to read it; the prompt of a Japanese voice needs kana as much as a text */
export function prepareTranscript(transcript: string, options: FrontEndOptions = defaultFrontEnd): string {
  return readsJapanese(options) ? readJapanese(transcript).text : transcript;
}

function cutIntoSegments(
  text: string,
  countTokens: (text: string) => number,
  { normalize, rules }: FrontEndOptions,
): string[] {
  if (!normalize) return isUnspeakable(text) ? [] : [text];
  // a blank line ends a segment, so that a paragraph can be made again without its neighbours
  const paragraphs = rules === 'official' ? [text] : dropUnspeakable(text).split(/\n\s*\n/);
  return paragraphs
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => {
      const path = textPath(paragraph);
      // what a rule deleted may have stood inside a control marker
      const cleaned = removeControlMarkers(cleanText(paragraph, path, rules));
      const segments = splitText(cleaned, { path, rules, countTokens });
      return rules === 'official' ? segments : segments.map((segment) => segment.trim());
    })
    .filter((segment) => !isUnspeakable(segment, rules));
}

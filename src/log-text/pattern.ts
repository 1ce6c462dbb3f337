import { RE2JS } from 're2js';
import { StudioError } from '#contract/errors';

/** What to look for in lines: plain words, or a regular expression. */
export interface PatternSource {
  readonly text: string;
  readonly regex: boolean;
}

export interface Pattern {
  readonly test: (line: string) => boolean;
  /** @returns where it is found, as [from, to) in UTF-16 units, in order and apart; at most `most` */
  readonly places: (line: string, most?: number) => readonly (readonly [number, number])[];
}

/** Marks in one line beyond this would only be noise. */
const MOST_PLACES = 50;

/**
 * Case is ignored. Regular expressions run in linear time (RE2): there is no pattern that freezes a window or a host, and
 * in exchange no look-around and no back-reference.
 * @returns undefined when there is nothing to look for
 * @throws StudioError 'pattern-invalid' with the reason and the place
 */
export function createPattern({ text, regex }: PatternSource): Pattern | undefined {
  if (text.trim() === '') return undefined;
  return regex ? expression(text) : words(text.trim());
}

function words(text: string): Pattern {
  const needle = text.toLowerCase();
  return {
    test: (line) => line.toLowerCase().includes(needle),
    places: (line, most = MOST_PLACES) => {
      const lower = line.toLowerCase();
      const found: [number, number][] = [];
      // a few letters change their length when lowered; their places could not be told
      if (lower.length !== line.length) return found;
      for (let at = lower.indexOf(needle); at >= 0 && found.length < most; at = lower.indexOf(needle, at)) {
        found.push([at, at + needle.length]);
        at += needle.length;
      }
      return found;
    },
  };
}

function expression(source: string): Pattern {
  const compiled = compile(source);
  return {
    test: (line) => compiled.test(line),
    places: (line, most = MOST_PLACES) => {
      const found: [number, number][] = [];
      const matcher = compiled.matcher(line);
      while (found.length < most && matcher.find())
        if (matcher.end() > matcher.start()) found.push([matcher.start(), matcher.end()]);
      return found;
    },
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const reason = words.replace(/^error parsing regexp: /u, '').replace('(?i)', '');
    throw new StudioError('pattern-invalid', { reason });
  }
}

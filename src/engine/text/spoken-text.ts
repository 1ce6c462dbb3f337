import type { Warning } from '#contract/domain';
import { lexiconReadingSchema } from '#contract/lexicon';
import type { Choice, SpokenChange, SpokenText } from '#contract/spoken';
import { writtenReading } from './lexicon';
import { polyphonesIn, type Polyphone } from './languages/zh/polyphones';
import type { Place } from './placed-text';
import type { TokenReading } from './verbalise';

/** A segment as an engine will speak it. */
export interface SegmentToSpeak extends Place {
  readonly text: string;
  readonly notation?: string;
  readonly language: string;
  readonly pauseMs: number;
}

/** @returns what the engines' segments make of a typed text, each with the tokens that were read inside it */
export function spokenText(
  typed: string,
  segments: readonly SegmentToSpeak[],
  readings: readonly TokenReading[],
  notes: readonly Warning[],
): SpokenText {
  return {
    language: mostSpoken(segments),
    segments: segments.map(({ text, notation, language, pauseMs, startChar, endChar }, index) => ({
      text: typed.slice(startChar, endChar),
      spoken: text.trim(),
      ...(notation === undefined || notation === text.trim() ? {} : { notation }),
      language,
      ...{ startChar, endChar },
      pauseMs: index === segments.length - 1 ? 0 : pauseMs,
      changes: changesIn({ startChar, endChar }, typed, language, readings),
    })),
    notes: [...notes],
  };
}

/** A token belongs to the segment that it begins in. */
const isWithin = (token: Place, segment: Place): boolean =>
  token.startChar >= segment.startChar && token.startChar < segment.endChar;

function changesIn(
  segment: Place,
  typed: string,
  language: string,
  readings: readonly TokenReading[],
): SpokenChange[] {
  const changes = readings
    .filter((reading) => isWithin(reading, segment))
    .map((reading) => changeOf(reading, language));
  if (language !== 'zh') return changes;
  const doubtful = polyphonesIn(typed.slice(segment.startChar, segment.endChar))
    .map((each) => doubtOf(each, segment.startChar))
    .filter(({ startChar, endChar }) =>
      changes.every((change) => change.endChar <= startChar || change.startChar >= endChar),
    );
  return [...changes, ...doubtful].sort((a, b) => a.startChar - b.startChar);
}

function doubtOf({ word, at, readings }: Polyphone, from: number): SpokenChange {
  // a lone character is part of other words, so what is right here is not right everywhere
  const isWord = Array.from(word).length > 1;
  return {
    ...{ startChar: from + at, endChar: from + at + word.length },
    ...{ typed: word, spoken: word, class: 'polyphone' },
    choices: readings.map(({ syllables, write }) => ({
      ...{ spoken: syllables, write },
      ...(isWord ? { reading: { word, reading: syllables, kind: 'pinyin' } } : {}),
    })),
  };
}

function changeOf(
  { kind, written, spoken, others, startChar, endChar }: TokenReading,
  language: string,
): SpokenChange {
  const choices = [spoken, ...others].map((words) => ({
    ...{ spoken: words, write: words },
    ...readingOf(kind, written, words, language),
  }));
  return {
    ...{ startChar, endChar },
    typed: written,
    spoken,
    class: kind,
    ...(others.length > 0 ? { choices } : {}),
  };
}

function mostSpoken(segments: readonly SegmentToSpeak[]): string {
  const lengths = new Map<string, number>();
  for (const { language, text } of segments)
    lengths.set(language, (lengths.get(language) ?? 0) + text.length);
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'und';
}

/** @returns the token and its words as an entry of the lexicon; none where the lexicon would not have both */
function readingOf(kind: string, word: string, words: string, language: string): Pick<Choice, 'reading'> {
  if (kind === 'lexicon') return {};
  const parsed = lexiconReadingSchema.safeParse({
    ...{ word, reading: words },
    ...(language === 'und' ? {} : { language }),
  });
  return parsed.success && writtenReading(parsed.data) !== undefined ? { reading: parsed.data } : {};
}

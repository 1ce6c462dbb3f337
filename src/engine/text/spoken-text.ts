import type { Warning } from '#contract/domain';
import type { SpokenChange, SpokenText } from '#contract/spoken';
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
      changes: readings.filter((reading) => isWithin(reading, { startChar, endChar })).map(changeOf),
    })),
    notes: [...notes],
  };
}

/** A token belongs to the segment that it begins in. */
const isWithin = (token: Place, segment: Place): boolean =>
  token.startChar >= segment.startChar && token.startChar < segment.endChar;

function changeOf({ kind, written, spoken, others, startChar, endChar }: TokenReading): SpokenChange {
  const choices = [spoken, ...others].map((words) => ({ spoken: words, write: words }));
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

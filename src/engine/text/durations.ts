import { rule } from './rule';
import type { Rule } from './verbalise';

/** Days, hours, minutes, seconds. */
export type Span = 'd' | 'h' | 'm' | 's';

/** One part of a length of time. */
export interface SpanPart {
  readonly figures: string;
  readonly span: Span;
}

/** Signs behind figures; whole words are counted like any other noun. A full stop is its own where the sentence goes on. */
const STOP = String.raw`(?:\.(?=\s*[\p{Ll}\d,;)]))?`;
const SIGNS: Readonly<Record<Span, string>> = {
  d: 'd(?:ays?)?|j|д',
  h: 'h(?:rs?|ours?)?|Std|ч',
  m: 'm(?:ins?|n)?|м(?:ин)?',
  s: 's(?:e[cgk]s?)?|с(?:ек)?',
};
const PARTS = (Object.keys(SIGNS) as Span[]).map(
  (span) => `(?:(?<${span}>\\d+)\\s?(?:${SIGNS[span]})${STOP}\\s?)?`,
);
/** The larger part first; behind hours two figures alone are minutes: 2h30. */
const WRITTEN = `(?=\\d+\\s?\\p{L}+\\.?\\s?\\d)(?:(?<hours>\\d+)[hч](?<minutes>[0-5]\\d)|${PARTS.join('')}(?<=[\\p{L}.]))`;

/**
 * 2h30m, 1 h 5 min, 1d 12h: at least two parts.
 * @param start, end what it stands between, as patterns
 */
export const durationRule = (
  start: string,
  end: string,
  say: (parts: readonly SpanPart[]) => string | readonly string[],
): Rule =>
  rule(
    'measure',
    `${start}${WRITTEN}${end}`,
    ({ groups = {} }) => {
      const named = { ...groups, h: groups.hours ?? groups.h, m: groups.minutes ?? groups.m };
      const parts = (['d', 'h', 'm', 's'] as const).flatMap((span) => {
        const figures = (named as Partial<Record<Span, string>>)[span];
        return figures === undefined ? [] : [{ figures: figures.replace(/^0(?=\d)/, ''), span }];
      });
      return parts.length < 2 ? undefined : say(parts);
    },
    'iu',
  );

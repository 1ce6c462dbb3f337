import type { LogCounts } from '#contract/log-filter';
import { shownLevels, type ShownLevel } from '#contract/log-filter';
import type { Span } from './filter';

/** From when to when a picture reaches, ms since 1970. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** @returns what the picture shows: the span that is asked for, as far as there are lines; undefined without any */
export function rangeOf({ buckets, bucketMs }: LogCounts, span: Span | undefined): Range | undefined {
  const [newest] = buckets[0] ?? [];
  const [oldest] = buckets.at(-1) ?? [];
  if (newest === undefined || oldest === undefined) return undefined;
  const since = span?.since === undefined ? oldest : Math.max(oldest, Date.parse(span.since));
  const until = span?.until === undefined ? Infinity : Date.parse(span.until);
  const toMs = Math.min(newest + bucketMs, until);
  return { fromMs: Math.min(since, toMs - 1), toMs };
}

/** Worst at the bottom: what counts is seen first. */
const STACK = [...shownLevels].reverse();
/** A single error among thousands of lines is seen, too. */
const LEAST_PX = { error: 3, warn: 2, success: 0, info: 0, debug: 0 } as const;

/** @returns the bars of each level as a path in a picture of this size, worst first */
export function barsOf(
  { buckets, bucketMs }: LogCounts,
  { fromMs, toMs }: Range,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): readonly { readonly level: ShownLevel; readonly path: string }[] {
  const highest = Math.max(1, ...buckets.map(([, counts]) => counts.reduce((sum, each) => sum + each, 0)));
  const pxPerMs = widthPx / (toMs - fromMs);
  const paths = new Map<ShownLevel, string[]>();
  for (const [at, counts] of buckets) {
    const left = Math.max(0, (at - fromMs) * pxPerMs);
    const right = Math.min(widthPx, (at + bucketMs - fromMs) * pxPerMs);
    const width = Math.max(1, right - left - (right - left > 4 ? 1 : 0));
    let bottom = heightPx;
    for (const level of STACK) {
      const count = counts[shownLevels.indexOf(level)] ?? 0;
      if (count === 0) continue;
      const height = Math.min(bottom, Math.max(1, LEAST_PX[level], (count / highest) * heightPx));
      bottom -= height;
      const bar = `M${round(left)} ${round(bottom)}h${round(width)}v${round(height)}h${round(-width)}z`;
      paths.set(level, [...(paths.get(level) ?? []), bar]);
    }
  }
  return STACK.map((level) => ({ level, path: paths.get(level)?.join('') ?? '' })).filter(
    ({ path }) => path !== '',
  );
}

const round = (px: number) => Math.round(px * 10) / 10;

/** @returns the span between two places of the picture, in whichever order */
export function spanBetween(range: Range, widthPx: number, oneX: number, otherX: number): Span {
  const msAt = (x: number) =>
    range.fromMs + (Math.min(widthPx, Math.max(0, x)) / widthPx) * (range.toMs - range.fromMs);
  const [from, to] = [msAt(oneX), msAt(otherX)].sort((left, right) => left - right);
  return { since: new Date(from!).toISOString(), until: new Date(Math.max(to!, from! + 1)).toISOString() };
}

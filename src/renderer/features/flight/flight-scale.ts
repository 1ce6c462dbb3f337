import type { Take } from '#contract/domain';
import type { Trace, TracePoint } from '#contract/trace';

/** Speech tokens in a second of audio. */
const TOKENS_PER_SEC = 25;

export type Curve = 'tokens' | 'steps' | 'engineBytes' | 'hostBytes' | 'vramBytes' | 'cpuPercent';

/** @returns where the axis ends, ms: the end of the recording, or what a running take has come to */
export function axisMs({ endMs = 0, points, spans, marks }: Trace): number {
  const lastMs = Math.max(
    0,
    ...points.slice(-1).map(({ atMs }) => atMs),
    ...spans.map((span) => span.endMs ?? span.startMs),
    ...marks.slice(-1).map(({ atMs }) => atMs),
  );
  return Math.max(200, endMs, lastMs);
}

/** @returns round times for the axis, at most `most` of them, ms */
export function ticks(lengthMs: number, most: number): number[] {
  const steps = [
    50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
  ];
  const step = steps.find((each) => lengthMs / each <= most) ?? 3_600_000;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, at) => at * step);
}

/** @returns the newest value of a curve at a moment; undefined before its first */
export function valueAt(points: readonly TracePoint[], name: Curve, atMs: number): number | undefined {
  let value: number | undefined;
  for (const point of points) {
    if (point.atMs > atMs) break;
    value = point[name] ?? value;
  }
  return value;
}

/** @returns the largest value of a curve; 0 when it has none */
export function peakOf(points: readonly TracePoint[], name: Curve): number {
  return points.reduce((most, point) => Math.max(most, point[name] ?? 0), 0);
}

/** @returns an SVG path of one curve; empty when there are fewer than two values */
export function pathOf(
  points: readonly TracePoint[],
  name: Curve,
  x: (atMs: number) => number,
  y: (value: number) => number,
): string {
  const known = points.flatMap((point) => {
    const value = point[name];
    return value === undefined ? [] : [`${x(point.atMs).toFixed(1)},${y(value).toFixed(1)}`];
  });
  return known.length < 2 ? '' : `M${known.join('L')}`;
}

/** @returns how fast tokens came around a moment, a second; undefined outside of their lane */
export function tokensPerSec({ points, spans }: Trace, atMs: number): number | undefined {
  const lane = spans.find(({ stage }) => stage === 'tokens');
  if (!lane || atMs < lane.startMs || atMs > (lane.endMs ?? Infinity)) return undefined;
  const windowMs = Math.max(500, (lane.endMs ?? atMs) - lane.startMs) / 8;
  const from = Math.max(lane.startMs, atMs - windowMs);
  const grown = (valueAt(points, 'tokens', atMs) ?? 0) - (valueAt(points, 'tokens', from) ?? 0);
  return atMs > from && grown > 0 ? (1000 * grown) / (atMs - from) : undefined;
}

/**
 * The sound on the clock of its making: a stretch of audio stands where its speech tokens were drawn.
 * @returns for each moment of the axis the second of audio, and back; undefined without both lane and sound
 */
export function audioClock(
  { points, spans, tokenUnit }: Trace,
  { audioSec }: Pick<Take, 'audioSec'>,
):
  | {
      readonly startMs: number;
      readonly endMs: number;
      secAt: (atMs: number) => number;
      atOf: (sec: number) => number;
    }
  | undefined {
  const lane = spans.find(({ stage }) => stage === 'tokens');
  if (lane?.endMs === undefined || audioSec === undefined || audioSec <= 0) return undefined;
  const { startMs } = lane;
  const endMs = Math.max(lane.endMs, startMs + 1);
  const drawn = points.filter(({ atMs, tokens }) => tokens !== undefined && atMs >= startMs && atMs <= endMs);
  const total = peakOf(points, 'tokens');
  // segments say too little of where in the audio one is: they are spread evenly
  const curve =
    tokenUnit === 'tokens' && total > TOKENS_PER_SEC / 2
      ? [
          [startMs, 0] as const,
          ...drawn.map(({ atMs, tokens = 0 }) => [atMs, tokens / total] as const),
          [endMs, 1] as const,
        ]
      : [[startMs, 0] as const, [endMs, 1] as const];
  return {
    startMs,
    endMs,
    secAt: (atMs) => audioSec * between(curve, atMs, 0, 1),
    atOf: (sec) => between(curve, sec / audioSec, 1, 0),
  };
}

/** Straight lines through `curve`, read from its column `from` to its column `to`. */
function between(
  curve: readonly (readonly [number, number])[],
  value: number,
  from: 0 | 1,
  to: 0 | 1,
): number {
  const first = curve[0]!;
  if (value <= first[from]) return first[to];
  for (let at = 1; at < curve.length; at++) {
    const [a, b] = [curve[at - 1]!, curve[at]!];
    if (value > b[from]) continue;
    const span = b[from] - a[from];
    return span <= 0 ? b[to] : a[to] + ((value - a[from]) / span) * (b[to] - a[to]);
  }
  return curve.at(-1)![to];
}

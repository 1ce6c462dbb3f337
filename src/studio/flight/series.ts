import type { TracePoint } from '#contract/trace';

/** A curve that a screen can show: more points than this are never kept. */
const MOST_POINTS = 600;
/** Points that are closer than this are one. */
const FIRST_SPACING_MS = 40;

/** A time series of bounded size: it is thinned to half, at twice the spacing, whenever it is full. */
export interface Series {
  readonly add: (point: TracePoint) => void;
  readonly points: () => readonly TracePoint[];
}

export function createSeries(most = MOST_POINTS): Series {
  let kept: TracePoint[] = [];
  let spacingMs = FIRST_SPACING_MS;
  return {
    add: (point) => {
      // the last point moves along until it is far enough from the one before
      const [before, last] = kept.slice(-2);
      if (before && last && last.atMs - before.atMs < spacingMs) {
        kept[kept.length - 1] = merged(last, point);
        return;
      }
      kept.push(point);
      if (kept.length <= most) return;
      kept = halved(kept);
      spacingMs *= 2;
    },
    points: () => kept,
  };
}

/** The first and the last point stay as they are: the curve keeps its ends. */
function halved(points: readonly TracePoint[]): TracePoint[] {
  const thinned = points.slice(0, 1);
  for (let at = 1; at < points.length - 1; at += 2) {
    const next = at + 1 < points.length - 1 ? points[at + 1] : undefined;
    thinned.push(next ? merged(points[at]!, next) : points[at]!);
  }
  return [...thinned, ...points.slice(-1)];
}

/** The later point, with the higher of two memories: a short peak is what a person looks for. */
function merged(earlier: TracePoint, later: TracePoint): TracePoint {
  const both = { ...earlier, ...later };
  for (const name of ['engineBytes', 'hostBytes', 'vramBytes'] as const) {
    const most = Math.max(earlier[name] ?? 0, later[name] ?? 0);
    if (most > 0) both[name] = most;
  }
  return both;
}

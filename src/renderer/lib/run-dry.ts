/** How a sound that is being made segment by segment is coming along. */
export interface Making {
  /** Seconds of sound that are there. */
  readonly madeSec: number;
  readonly segments: number;
  /** Segments of the whole. */
  readonly of: number;
  /** Seconds of work that one segment takes. */
  readonly workSec: number;
  /** Since the last segment came. */
  readonly sinceSec: number;
}

/** The next segment may take this much longer than those before it. */
const MARGIN = 1.15;
/** A segment that is late comes after this share of its usual time. */
const LATE_SHARE = 0.2;

/** @returns seconds of the whole sound, by the segments that are there; undefined before the first */
export function expectedSec({ madeSec, segments, of }: Pick<Making, 'madeSec' | 'segments' | 'of'>) {
  return segments === 0 ? undefined : (madeSec / segments) * Math.max(of, segments);
}

/**
 * Until when playing must wait so that it never catches up with what is made: the next segment has to be there once what
 * is there now has been heard, and the last one once all before it has been.
 * @param fromSec where playing begins
 * @param rate how many seconds of the sound are heard in one
 * @returns seconds; 0: it can begin; undefined: nothing is known yet
 */
export function dryWaitSec(making: Making, fromSec: number, rate = 1): number | undefined {
  const { madeSec, segments, of, workSec, sinceSec } = making;
  const left = of - segments;
  if (segments === 0) return undefined;
  if (left <= 0) return 0;
  const work = workSec * MARGIN;
  const nextInSec = Math.max(work - sinceSec, work * LATE_SHARE);
  const lastInSec = nextInSec + (left - 1) * work;
  const beforeLastSec = madeSec + (left - 1) * (madeSec / segments);
  return Math.max(0, nextInSec - (madeSec - fromSec) / rate, lastInSec - (beforeLastSec - fromSec) / rate);
}

import type { Span } from '#contract/domain';
import { limits } from '#contract/domain';
import { HOP_SEC, type Activity } from '#audio/activity';

/** Frames that a prompt must have, and that its speech should have. */
const WANTED_FRAMES = Math.round(limits.promptSec.min / HOP_SEC);
/** A span is widened up to this to hold three seconds of speech. */
const MOST_FRAMES = Math.round(5 / HOP_SEC);
/** How far an end moves to lie in a pause. */
const SNAP_FRAMES = Math.round(0.5 / HOP_SEC);
/** Less speech than this is not worth suggesting. */
const LEAST_SPEECH_FRAMES = Math.round(1 / HOP_SEC);

/** Weights of what makes a span good; all parts lie in 0 to 1. */
const WEIGHT = { enoughSpeech: 1, share: 0.5, edgeInPause: 0.2, distanceFromNoise: 0.5 };
/** Speech this far above the noise floor counts fully. */
const CLEAN_DB = 60;

interface Candidate {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that clones best: three seconds of speech in at least three and at most five seconds, mostly speech, far from
 * the noise, beginning and ending in pauses where there are some, without a clipped sample.
 * @param speech frames of speech, short gaps included
 * @param clippedSec times at which samples clip
 * @returns null when there are no three seconds, less than one second of speech, or no part without clipping
 */
export function findBestSpan(
  activity: Activity,
  speech: Uint8Array,
  noiseFloorDb: number,
  clippedSec: readonly number[],
): Span | null {
  const frames = speech.length;
  const speechBefore = sums(frames, (frame) => speech[frame]!);
  const activeBefore = sums(frames, (frame) => activity.active[frame]!);
  const marginBefore = sums(frames, (frame) =>
    activity.active[frame] === 1 ? clamp((activity.levelDb[frame]! - noiseFloorDb) / CLEAN_DB) : 0,
  );
  const clipped = new Uint8Array(frames);
  for (const sec of clippedSec) clipped[Math.min(frames - 1, Math.floor(sec / HOP_SEC))] = 1;
  const clippedBefore = sums(frames, (frame) => clipped[frame]!);
  const inPause = (frame: number) => frame <= 0 || frame >= frames || activity.active[frame] === 0;

  const score = ({ start, end }: Candidate): number => {
    const within = (before: Float64Array) => before[end]! - before[start]!;
    const spoken = within(speechBefore);
    if (spoken < LEAST_SPEECH_FRAMES || within(clippedBefore) > 0) return -Infinity;
    return (
      WEIGHT.enoughSpeech * Math.min(1, spoken / WANTED_FRAMES) +
      (WEIGHT.share * spoken) / (end - start) +
      WEIGHT.edgeInPause * (Number(inPause(start)) + Number(inPause(end))) +
      (WEIGHT.distanceFromNoise * within(marginBefore)) / Math.max(1, within(activeBefore))
    );
  };

  let best: Candidate | undefined;
  let bestScore = -Infinity;
  let filled = 0;
  for (let start = 0; start + WANTED_FRAMES <= frames; start++) {
    filled = Math.max(filled, start + WANTED_FRAMES);
    while (filled < frames && speechBefore[filled]! - speechBefore[start]! < WANTED_FRAMES) filled++;
    for (const least of [start + WANTED_FRAMES, Math.min(filled, start + MOST_FRAMES)]) {
      const candidate = { start, end: pauseAfter(least, inPause) };
      const reached = score(candidate);
      if (reached > bestScore) [best, bestScore] = [candidate, reached];
    }
  }
  return best ? { startSec: toSec(best.start), endSec: toSec(best.end) } : null;
}

/** @returns the first frame of a pause from `frame` on; `frame` itself when there is none near */
function pauseAfter(frame: number, inPause: (frame: number) => boolean): number {
  for (let at = frame; at <= frame + SNAP_FRAMES; at++) if (inPause(at)) return at;
  return frame;
}

/** @returns sums[i]: the values of all frames before i */
function sums(frames: number, valueOf: (frame: number) => number): Float64Array {
  const before = new Float64Array(frames + 1);
  for (let frame = 0; frame < frames; frame++) before[frame + 1] = before[frame]! + valueOf(frame);
  return before;
}

const clamp = (share: number) => Math.max(0, Math.min(1, share));
const toSec = (frame: number) => Math.round(frame * HOP_SEC * 100) / 100;

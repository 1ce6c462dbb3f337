import { HOP_SEC } from '#audio/activity';
import { percentile } from '#audio/level';

/** Pitch that falls into two groups, as when two people take turns. */
export interface TwoVoices {
  readonly lowHz: number;
  readonly highHz: number;
  /** Voiced time of each. */
  readonly lowSec: number;
  readonly highSec: number;
}

/** A longer pause of the voice ends a phrase. */
const PAUSE_FRAMES = Math.round(0.25 / HOP_SEC);
/** A phrase is looked at in pieces of so much voice: a melody rises and falls within it, a change of speaker shows. */
const PIECE_FRAMES = Math.round(1 / HOP_SEC);
/** Less voice says too little. */
const LEAST_PIECE_FRAMES = Math.round(0.25 / HOP_SEC);
/** Each voice must be heard for so long, and for this share of the time. */
const LEAST_SEC = 0.8;
const LEAST_SHARE = 0.2;
/** Nothing lies between the groups over this many semitones, and their means are this far apart. */
const LEAST_GAP = 4;
const LEAST_DISTANCE = 7;

interface Piece {
  readonly semitones: number;
  readonly frames: number;
}

/**
 * Two people whose voices differ by half an octave or more show as two groups of pitch with nothing between them. Two
 * voices of one height do not show: this is evidence for two people, and its absence is none for one.
 * @param f0Hz pitch every HOP_SEC, 0 where unvoiced
 */
export function findTwoVoices(f0Hz: ArrayLike<number>): TwoVoices | undefined {
  const pieces = piecesOf(f0Hz).sort((a, b) => a.semitones - b.semitones);
  const total = framesOf(pieces);
  let cut = 0;
  let widest = 0;
  for (let at = 1; at < pieces.length; at++) {
    const gap = pieces[at]!.semitones - pieces[at - 1]!.semitones;
    if (gap > widest) [widest, cut] = [gap, at];
  }
  if (widest < LEAST_GAP) return undefined;
  const [low, high] = [pieces.slice(0, cut), pieces.slice(cut)];
  const least = Math.max(LEAST_SEC / HOP_SEC, LEAST_SHARE * total);
  if (framesOf(low) < least || framesOf(high) < least || meanOf(high) - meanOf(low) < LEAST_DISTANCE)
    return undefined;
  return {
    lowHz: hertz(meanOf(low)),
    highHz: hertz(meanOf(high)),
    lowSec: seconds(framesOf(low)),
    highSec: seconds(framesOf(high)),
  };
}

function piecesOf(f0Hz: ArrayLike<number>): Piece[] {
  const pieces: Piece[] = [];
  let voiced: number[] = [];
  let quiet = 0;
  const end = () => {
    if (voiced.length >= LEAST_PIECE_FRAMES)
      pieces.push({ semitones: 12 * Math.log2(percentile(voiced, 0.5)), frames: voiced.length });
    voiced = [];
  };
  for (let frame = 0; frame < f0Hz.length; frame++) {
    const hz = f0Hz[frame]!;
    if (hz > 0) {
      voiced.push(hz);
      quiet = 0;
      if (voiced.length === PIECE_FRAMES) end();
    } else if (++quiet === PAUSE_FRAMES) end();
  }
  end();
  return pieces;
}

const framesOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { frames }) => sum + frames, 0);

const meanOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { semitones, frames }) => sum + semitones * frames, 0) / framesOf(pieces);

const hertz = (semitones: number): number => Math.round(2 ** (semitones / 12));
const seconds = (frames: number): number => Math.round(frames * HOP_SEC * 10) / 10;

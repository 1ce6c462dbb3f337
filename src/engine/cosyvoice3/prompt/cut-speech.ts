/** One speech token: pieces are whole numbers of these, so that converted pieces stay as long as their source. */
const GRID_SEC = 0.04;
/** Frames on either side of a cut that have to be quiet: 0.2 s in all. */
const AROUND = 2.5;
/** A cut is inside a pause when its surroundings are this far below the loudest 0.2 s. */
const PAUSE_DB = -35;

export interface SpeechPiece {
  readonly startSec: number;
  readonly samples: Float32Array;
  /** No pause was near: this piece ends inside speech. */
  readonly endsInSpeech: boolean;
}

export interface PieceLimits {
  readonly shortestSec: number;
  readonly longestSec: number;
}

/**
 * Cuts long speech where it is quietest, late rather than early: the first piece is as long as a pause allows, at least
 * half the longest length. Joined, the pieces are the samples again.
 * @param samples mono at any rate
 */
export function cutSpeech(
  samples: Float32Array,
  sampleRateHz: number,
  { shortestSec, longestSec }: PieceLimits,
): SpeechPiece[] {
  const energies = gridEnergies(samples, sampleRateHz);
  const pauseLevel = loudest(energies) * 10 ** (PAUSE_DB / 10);
  const pieces: SpeechPiece[] = [];
  const sampleOf = (frame: number): number => Math.round(frame * GRID_SEC * sampleRateHz);
  const durationSec = samples.length / sampleRateHz;
  let start = 0;
  for (;;) {
    const startSec = start * GRID_SEC;
    const restSec = durationSec - startSec;
    if (restSec <= longestSec) {
      pieces.push({ startSec, samples: samples.subarray(sampleOf(start)), endsInSpeech: false });
      return pieces;
    }
    const latestSec = Math.min(longestSec, restSec - shortestSec);
    const latest = start + Math.floor(latestSec / GRID_SEC + 1e-9);
    const end = quietest(energies, start + Math.ceil(longestSec / 2 / GRID_SEC), latest);
    pieces.push({
      startSec,
      samples: samples.subarray(sampleOf(start), sampleOf(end)),
      endsInSpeech: around(energies, end) > pauseLevel,
    });
    start = end;
  }
}

/** Mean square of each frame of the grid. */
function gridEnergies(samples: Float32Array, sampleRateHz: number): Float64Array {
  const frames = Math.floor(samples.length / (GRID_SEC * sampleRateHz));
  return Float64Array.from({ length: frames }, (_, frame) => {
    const from = Math.round(frame * GRID_SEC * sampleRateHz);
    const to = Math.min(samples.length, Math.round((frame + 1) * GRID_SEC * sampleRateHz));
    let sum = 0;
    for (let i = from; i < to; i++) sum += samples[i]! * samples[i]!;
    return sum / Math.max(1, to - from);
  });
}

/** Mean energy around the start of a frame. */
function around(energies: Float64Array, frame: number): number {
  let sum = 0;
  let count = 0;
  for (let at = Math.ceil(frame - AROUND); at < frame + AROUND && at < energies.length; at++) {
    if (at < 0) continue;
    sum += energies[at]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function quietest(energies: Float64Array, from: number, to: number): number {
  let best = to;
  for (let frame = to; frame >= from; frame--) {
    if (around(energies, frame) < around(energies, best)) best = frame;
  }
  return best;
}

function loudest(energies: Float64Array): number {
  let most = 0;
  for (let frame = 0; frame < energies.length; frame++) most = Math.max(most, around(energies, frame));
  return most;
}

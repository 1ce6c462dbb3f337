import { findActivity, HOP_SEC } from '#audio/activity';

/** Kept around speech when silence is cut, so that soft beginnings and ends stay. */
const MARGIN_SEC = 0.03;

/** @returns the samples from the first to the last active frame with 30 ms around them */
export function trimSilence(samples: Float32Array, sampleRateHz: number): Float32Array {
  const { active } = findActivity(samples, sampleRateHz);
  const first = active.indexOf(1);
  if (first < 0) return samples;
  const last = active.lastIndexOf(1);
  const start = Math.max(0, Math.round((first * HOP_SEC - MARGIN_SEC) * sampleRateHz));
  const end = Math.min(samples.length, Math.round(((last + 1) * HOP_SEC + MARGIN_SEC) * sampleRateHz));
  return samples.slice(start, end);
}

/** Too long for a click, too short to take a consonant. */
const EDGE_SEC = 0.004;

/** @returns the samples as they begin and end beside a pause: from silence and into it, at equal power, so that nothing clicks */
export function fadeEdges(samples: Float32Array, sampleRateHz: number): Float32Array {
  const faded = samples.slice();
  const count = Math.min(Math.round(EDGE_SEC * sampleRateHz), samples.length >> 1);
  for (let at = 0; at < count; at++) {
    const gain = Math.sin((Math.PI / 2) * (at / count));
    faded[at]! *= gain;
    faded[samples.length - 1 - at]! *= gain;
  }
  return faded;
}

/** @param pauseSec silence after each piece, or one value for all; none after the last */
export function joinPieces(
  pieces: readonly Float32Array[],
  pauseSec: number | readonly number[],
  sampleRateHz: number,
): Float32Array {
  const pauses = pieces.map((_, index) =>
    index === pieces.length - 1
      ? 0
      : Math.round(sampleRateHz * (typeof pauseSec === 'number' ? pauseSec : (pauseSec[index] ?? 0))),
  );
  const joined = new Float32Array(
    pieces.reduce((sum, piece, index) => sum + piece.length + pauses[index]!, 0),
  );
  let at = 0;
  pieces.forEach((piece, index) => {
    joined.set(piece, at);
    at += piece.length + pauses[index]!;
  });
  return joined;
}

import { HOP_SEC } from './activity';
import { resample } from './resample';

/**
 * Pitch by normalised cross-correlation and dynamic programming, after Talkin's RAPT ("A robust algorithm for pitch
 * tracking", 1995): candidates in every frame, then the path that costs least.
 */

const RATE_HZ = 8_000;
const WINDOW = Math.round(0.03 * RATE_HZ);
const LEAST_HZ = 60;
const MOST_HZ = 500;
const SHORTEST_LAG = Math.floor(RATE_HZ / MOST_HZ);
const LONGEST_LAG = Math.ceil(RATE_HZ / LEAST_HZ);
const CANDIDATES = 6;

const COST_PER_OCTAVE = 1.2;
const COST_OF_FLIP = 0.2;
const COST_OF_UNVOICED = 0.45;
/** Every multiple of a period correlates as well as the period: prefer the shorter lag a little. */
const COST_OF_LONGEST_LAG = 0.08;

/** Quieter than the loudest frame by this much is not looked at: reverberation and noise correlate as well. */
const RANGE_DB = 45;
/** Nor is anything below this power (-70 dBFS). */
const LEAST_POWER = 1e-7;

export interface PitchTrack {
  /** Hz every hopSec; 0 where unvoiced. Value i belongs to the time (i + 0.5) * hopSec. */
  readonly f0Hz: Float32Array;
  readonly hopSec: number;
}

/** Up to CANDIDATES lags of one frame; the rest have an infinite cost. */
interface Candidates {
  readonly octaves: Float64Array;
  readonly costs: Float64Array;
}

/**
 * @param samples mono, any rate
 * @returns pitch between 60 and 500 Hz; unvoiced and silent frames are 0
 */
export function trackPitch(samples: Float32Array, sampleRateHz: number): PitchTrack {
  const frames = Math.floor(samples.length / (HOP_SEC * sampleRateHz));
  const signal = Float64Array.from(resample(withoutRumble(samples, sampleRateHz), sampleRateHz, RATE_HZ));
  const energy = cumulativeEnergy(signal);
  const candidates: Candidates = {
    octaves: new Float64Array(frames * CANDIDATES),
    costs: new Float64Array(frames * CANDIDATES).fill(Infinity),
  };
  const correlation = new Float64Array(LONGEST_LAG + 2);
  const powers = Float64Array.from({ length: frames }, (_, frame) => framePower(energy, centreOf(frame)));
  const least = Math.max(LEAST_POWER, powers.reduce((a, b) => Math.max(a, b), 0) * 10 ** (-RANGE_DB / 10));
  for (let frame = 0; frame < frames; frame++) {
    if (powers[frame]! < least) continue;
    correlate(signal, energy, centreOf(frame), correlation);
    addPeaks(correlation, candidates, frame * CANDIDATES);
  }
  return { f0Hz: cheapestPath(candidates, frames), hopSec: HOP_SEC };
}

const centreOf = (frame: number) => Math.round((frame + 0.5) * HOP_SEC * RATE_HZ);

/** First-order high-pass at 40 Hz: an offset or rumble would correlate at every lag. */
function withoutRumble(samples: Float32Array, sampleRateHz: number): Float32Array {
  const keep = Math.exp((-2 * Math.PI * 40) / sampleRateHz);
  const output = new Float32Array(samples.length);
  let last = samples[0] ?? 0;
  let y = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    y = keep * (y + x - last);
    last = x;
    output[i] = y;
  }
  return output;
}

/** @returns energy of the samples before each index, so that any window costs one subtraction */
function cumulativeEnergy(signal: Float64Array): Float64Array {
  const sums = new Float64Array(signal.length + 1);
  for (let i = 0; i < signal.length; i++) sums[i + 1] = sums[i]! + signal[i]! * signal[i]!;
  return sums;
}

function framePower(energy: Float64Array, centre: number): number {
  const last = energy.length - 1;
  const start = Math.max(0, centre - WINDOW / 2);
  const end = Math.min(last, centre + WINDOW / 2);
  return end > start ? (energy[end]! - energy[start]!) / WINDOW : 0;
}

/** Fills `out[lag]` with the correlation of two windows a lag apart, both around `centre`; 0 where one leaves the signal. */
function correlate(signal: Float64Array, energy: Float64Array, centre: number, out: Float64Array): void {
  for (let lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG + 1; lag++) {
    const start = centre - ((WINDOW + lag) >> 1);
    if (start < 0 || start + lag + WINDOW > signal.length) {
      out[lag] = 0;
      continue;
    }
    let even = 0;
    let odd = 0;
    for (let i = start; i < start + WINDOW; i += 2) {
      even += signal[i]! * signal[i + lag]!;
      odd += signal[i + 1]! * signal[i + lag + 1]!;
    }
    const first = energy[start + WINDOW]! - energy[start]!;
    const second = energy[start + lag + WINDOW]! - energy[start + lag]!;
    out[lag] = (even + odd) / Math.sqrt(first * second + 1e-12);
  }
}

/** Keeps the CANDIDATES cheapest peaks of one frame, from `at` on. */
function addPeaks(correlation: Float64Array, { octaves, costs }: Candidates, at: number): void {
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
    const before = correlation[lag - 1]!;
    const here = correlation[lag]!;
    const after = correlation[lag + 1]!;
    if (here < 0.3 || here <= before || here < after) continue;
    const bend = before - 2 * here + after;
    const shift = bend === 0 ? 0 : (0.5 * (before - after)) / bend;
    const peak = here - 0.25 * (before - after) * shift;
    let cost = 1 - Math.min(1, peak) + (COST_OF_LONGEST_LAG * lag) / LONGEST_LAG;
    let octave = Math.log2(RATE_HZ / (lag + shift));
    for (let slot = at; slot < at + CANDIDATES; slot++) {
      if (cost >= costs[slot]!) continue;
      [cost, costs[slot]] = [costs[slot]!, cost];
      [octave, octaves[slot]] = [octaves[slot]!, octave];
    }
  }
}

/** Viterbi over the candidates and one unvoiced state a frame. */
function cheapestPath({ octaves, costs }: Candidates, frames: number): Float32Array {
  const states = CANDIDATES + 1;
  const unvoiced = CANDIDATES;
  const cameFrom = new Uint8Array(frames * states);
  let total = new Float64Array(states);
  let next = new Float64Array(states);
  for (let frame = 0; frame < frames; frame++) {
    for (let state = 0; state < states; state++) {
      const own = state === unvoiced ? COST_OF_UNVOICED : costs[frame * CANDIDATES + state]!;
      let best = Infinity;
      let from = unvoiced;
      for (let last = 0; last < states && own < Infinity; last++) {
        const cost = total[last]! + stepCost(octaves, frame, last, state);
        if (cost < best) {
          best = cost;
          from = last;
        }
      }
      next[state] = best + own;
      cameFrom[frame * states + state] = from;
    }
    [total, next] = [next, total];
  }
  const f0Hz = new Float32Array(frames);
  let state = total.indexOf(Math.min(...total));
  for (let frame = frames - 1; frame >= 0; frame--) {
    if (state !== unvoiced) f0Hz[frame] = 2 ** octaves[frame * CANDIDATES + state]!;
    state = cameFrom[frame * states + state]!;
  }
  return f0Hz;
}

function stepCost(octaves: Float64Array, frame: number, last: number, state: number): number {
  if (frame === 0) return 0;
  if ((last === CANDIDATES) !== (state === CANDIDATES)) return COST_OF_FLIP;
  if (state === CANDIDATES) return 0;
  const jump = octaves[frame * CANDIDATES + state]! - octaves[(frame - 1) * CANDIDATES + last]!;
  return COST_PER_OCTAVE * Math.abs(jump);
}

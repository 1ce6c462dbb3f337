/**
 * Joins recorded syllables at any pitch and pace by time-domain pitch-synchronous overlap-add: two periods around every
 * pitch mark are a grain, and grains laid closer sound higher. Source: Moulines and Charpentier, "Pitch-synchronous waveform
 * processing techniques for text-to-speech synthesis using diphones", 1990.
 */

/** A stretch of one recording, with a place for its beginning, its end and each syllable border between them. */
export interface Run {
  readonly samples: Float32Array;
  /** Pitch marks of the recording, samples. */
  readonly marks: Uint32Array;
  /** Borders in the recording, samples, ascending. */
  readonly source: readonly number[];
  /** The same borders in the output. */
  readonly target: readonly number[];
  /** Half of the time in which it takes over from the run before, samples of the output. */
  readonly fadeIn: number;
  readonly fadeOut: number;
}

/** Marks further apart than this have unvoiced sound between them, samples. */
const LONGEST_PERIOD = 420;
/** Half a grain, and the step, of unvoiced sound: 5 ms. */
const UNVOICED_STEP = 120;
/** Least sum of windows that the output is divided by. */
const LEAST_WINDOW = 0.35;

type PitchFactor = (run: Run, sourceAt: number, targetAt: number) => number;

interface Grain {
  readonly centre: number;
  readonly before: number;
  readonly after: number;
  readonly voiced: boolean;
}

/**
 * @param runs in order; neighbours overlap by their fades
 * @param pitchFactor of a run, at a place of its recording and of the output: what its pitch is multiplied by
 * @returns the output, from the first border to the last
 */
export function overlapAdd(runs: readonly Run[], pitchFactor: PitchFactor): Float32Array {
  const length = Math.ceil(runs.at(-1)?.target.at(-1) ?? 0);
  const output = new Float32Array(length);
  const windows = new Float32Array(length);
  for (let t = 0; t < length;) {
    let lead: Run | undefined;
    let leadWeight = 0;
    for (const run of runs) {
      const weight = weightAt(run, t);
      if (weight <= 0) continue;
      addGrain(output, windows, run.samples, grainAt(run.marks, sourceAt(run, t)), Math.round(t), weight);
      if (weight > leadWeight) [lead, leadWeight] = [run, weight];
    }
    t = lead ? nextGrain(lead, t, pitchFactor) : t + UNVOICED_STEP;
  }
  return output.map((sample, at) => sample / Math.max(LEAST_WINDOW, windows[at]!));
}

/** 0 outside a run, 1 inside, passing one half at its borders. */
function weightAt({ target, fadeIn, fadeOut }: Run, t: number): number {
  const rising = (t - target[0]! + fadeIn) / (2 * fadeIn);
  const falling = (target.at(-1)! + fadeOut - t) / (2 * fadeOut);
  return Math.min(1, rising, falling);
}

function sourceAt({ source, target }: Run, t: number): number {
  return interpolate(target, source, t);
}

/** Piecewise linear through the borders, and straight on beyond them. */
export function interpolate(from: readonly number[], to: readonly number[], x: number): number {
  let at = 1;
  while (at < from.length - 1 && x > from[at]!) at++;
  const share = (x - from[at - 1]!) / (from[at]! - from[at - 1]!);
  return to[at - 1]! + share * (to[at]! - to[at - 1]!);
}

function grainAt(marks: Uint32Array, at: number): Grain {
  const nearest = nearestMark(marks, at);
  const mark = marks[nearest];
  if (mark !== undefined) {
    const gapBefore = mark - (marks[nearest - 1] ?? -Infinity);
    const gapAfter = (marks[nearest + 1] ?? Infinity) - mark;
    const period = Math.min(gapBefore, gapAfter);
    // voice begins with its first mark and ends half a period behind its last
    const isInside =
      at < mark
        ? gapBefore <= LONGEST_PERIOD || mark - at < 0.5
        : gapAfter <= LONGEST_PERIOD || at - mark < period / 2;
    if (period <= LONGEST_PERIOD && isInside) {
      const before = gapBefore <= LONGEST_PERIOD ? gapBefore : period;
      const after = gapAfter <= LONGEST_PERIOD ? gapAfter : period;
      return { centre: mark, before, after, voiced: true };
    }
  }
  return { centre: Math.round(at), before: UNVOICED_STEP, after: UNVOICED_STEP, voiced: false };
}

/** @returns index of the mark nearest to a place; -1 without marks */
export function nearestMark(marks: Uint32Array, at: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]! < at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return marks.length > 0 ? 0 : -1;
  if (low === marks.length) return low - 1;
  return marks[low]! - at < at - marks[low - 1]! ? low : low - 1;
}

function nextGrain(run: Run, t: number, pitchFactor: PitchFactor): number {
  const at = sourceAt(run, t);
  const grain = grainAt(run.marks, at);
  if (grain.voiced) return t + grain.after / pitchFactor(run, at, t);
  // voice begins at its first mark, wherever the unvoiced steps would fall
  const next = run.marks[nearestMark(run.marks, at) + (run.marks[nearestMark(run.marks, at)]! > at ? 0 : 1)];
  const onset = next === undefined ? Infinity : interpolate(run.source, run.target, next);
  return onset > t + 1 && onset < t + UNVOICED_STEP && grainAt(run.marks, next!).voiced
    ? onset
    : t + UNVOICED_STEP;
}

function addGrain(
  output: Float32Array,
  windows: Float32Array,
  samples: Float32Array,
  { centre, before, after }: Grain,
  place: number,
  weight: number,
): void {
  const from = Math.max(1 - before, -place, -centre);
  const to = Math.min(after, output.length - place, samples.length - centre);
  for (let offset = from; offset < to; offset++) {
    const position = offset < 0 ? offset / before : offset / after;
    const window = weight * (0.5 + 0.5 * Math.cos(Math.PI * position));
    output[place + offset]! += window * samples[centre + offset]!;
    windows[place + offset]! += window;
  }
}

import { clip } from '../prompt-analysis';
import type { PhraseVariation } from '../variation';
import type { ChunkDecoder } from './chunk-decoder';
import { interpolate, nearestMark, overlapAdd, type Run } from './overlap-add';
import { soundsOf } from './syllable-sounds';
import type { Unit, UnitFile } from './unit-file';
import { areNeighbours } from './unit-selection';

export interface PhraseStyle {
  /** Above the voice's own pitch. */
  readonly shiftSt: number;
  /** Pitch range relative to the voice's own, around the phrase's mean. */
  readonly range: number;
  readonly speed: number;
  /** Rises at its end. */
  readonly question: boolean;
  /** One value a unit: what the sentence is about. */
  readonly focused: readonly boolean[];
  readonly variation: PhraseVariation;
}

/** Half of a cross-fade, s: longer where voice goes on through the join. */
const FADE_SEC = { usual: 0.02, sonorant: 0.04, edge: 0.005 } as const;
/** A step of the pitch at a join with a sonorant is taken out over this time on either side. */
const SMOOTHING_SEC = 0.08;
const LARGEST_STEP_ST = 6;
/** A syllable at the end of a phrase is longer than inside. */
const MISSING_FINAL = 1.15;
const STRAY_FINAL = 0.8;
/** A question rises by this much over its last syllables. */
const RISE_ST = 4;
const RISING_SYLLABLES = 2;
/** A focused syllable is higher and longer than its neighbours. */
const FOCUS_ST = 3;
const FOCUS_STRETCH = 1.2;
/** Periods around a mark that its pitch is measured over. */
const PERIODS = 4;
const LONGEST_PERIOD = 420;
/** Pitch further from the phrase's mean than this is a glide at a voiceless edge. */
const FARTHEST_ST = 8;

/** A run and what its pitch is moved by at its joins. */
interface PitchedRun extends Run {
  readonly stepBeforeSt: number;
  readonly stepAfterSt: number;
}

/** One phrase of chosen units. @returns samples at the file's rate */
export function renderPhrase(
  units: readonly Unit[],
  file: UnitFile,
  decoder: ChunkDecoder,
  { shiftSt, range, speed, question, focused, variation }: PhraseStyle,
): Float32Array {
  const { sampleRateHz } = file;
  const means = units.flatMap(({ pitch: { meanSt } }) => (meanSt === null ? [] : [meanSt]));
  const meanSt = means.reduce((sum, each) => sum + each, 0) / Math.max(1, means.length);
  const runs = layOut(units, file, decoder, speed, focused, variation);
  const smoothing = SMOOTHING_SEC * sampleRateHz;
  const contour = contourOf(runs, question, focused, variation);
  return overlapAdd(runs, (run, at, targetAt) => {
    const { marks, source, stepBeforeSt, stepAfterSt } = run as PitchedRun;
    const deviationSt = clip(pitchStAt(marks, at, sampleRateHz) - meanSt, -FARTHEST_ST, FARTHEST_ST);
    const fromStart = clip(1 - (at - source[0]!) / smoothing, 0, 1);
    const toEnd = clip(1 - (source.at(-1)! - at) / smoothing, 0, 1);
    const joinSt = range * (toEnd * stepAfterSt - fromStart * stepBeforeSt);
    return 2 ** ((shiftSt + (range - 1) * deviationSt + joinSt + range * contour(targetAt)) / 12);
  });
}

/** @returns what is added to the recorded melody at a place of the output, semitones */
function contourOf(
  runs: readonly Run[],
  question: boolean,
  focused: readonly boolean[],
  { tiltSt, accentSt }: PhraseVariation,
): (targetAt: number) => number {
  const borders = runs.flatMap(({ target }, index) => (index === 0 ? target : target.slice(1)));
  const length = borders.at(-1)!;
  const middles = borders.slice(1).map((border, index) => (border + borders[index]!) / 2);
  const levels = middles.map(
    (middle, at) => accentSt() + (focused[at] ? FOCUS_ST : 0) + tiltSt * (1 - (2 * middle) / length),
  );
  const riseFrom = borders.at(-1 - RISING_SYLLABLES) ?? 0;
  return (targetAt) => {
    const rise = question ? RISE_ST * clip((targetAt - riseFrom) / (length - riseFrom), 0, 1) : 0;
    const level =
      middles.length < 2
        ? levels[0]!
        : interpolate(middles, levels, clip(targetAt, middles[0]!, middles.at(-1)!));
    return level + rise;
  };
}

/** Units that were neighbours in the recording stay together. */
function layOut(
  units: readonly Unit[],
  file: UnitFile,
  decoder: ChunkDecoder,
  speed: number,
  focused: readonly boolean[],
  variation: PhraseVariation,
): PitchedRun[] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const group = groups.at(-1);
    if (group && areNeighbours(group.at(-1)!, unit)) group.push(unit);
    else groups.push([unit]);
  }
  const fades = groups.map((group, index) => fadeSec(groups[index - 1], group));
  const steps = groups.map((group, index) => stepSt(groups[index - 1], group));
  let at = 0;
  let spoken = 0;
  return groups.map((group, index) => {
    const isLast = index === groups.length - 1;
    const source = [group[0]!.start];
    const target = [at];
    group.forEach((unit, place) => {
      const isFinal = isLast && place === group.length - 1;
      const stretch = isFinal === (unit.right === undefined) ? 1 : isFinal ? MISSING_FINAL : STRAY_FINAL;
      const weight = focused[spoken++] ? FOCUS_STRETCH : 1;
      at += (unit.length * stretch * weight * variation.duration()) / speed;
      source.push(unit.start + unit.length);
      target.push(at);
    });
    const longest = 0.45 * (at - target[0]!);
    const samplesOf = (sec: number) => Math.min(longest, sec * file.sampleRateHz);
    return {
      samples: decoder.decode(group[0]!.chunk),
      marks: file.chunks[group[0]!.chunk]!.marks,
      source,
      target,
      fadeIn: samplesOf(fades[index]!),
      fadeOut: samplesOf(fades[index + 1] ?? FADE_SEC.edge),
      stepBeforeSt: steps[index]! / 2,
      stepAfterSt: (steps[index + 1] ?? 0) / 2,
    };
  });
}

function fadeSec(before: readonly Unit[] | undefined, [unit]: readonly Unit[]): number {
  if (before === undefined) return FADE_SEC.edge;
  return soundsOf(unit!.syllable).manner === 'sonorant' ? FADE_SEC.sonorant : FADE_SEC.usual;
}

/** How far the pitch jumps up at a join that voice goes through, semitones. */
function stepSt(before: readonly Unit[] | undefined, [unit]: readonly Unit[]): number {
  const from = before?.at(-1)?.pitch.endSt ?? null;
  const to = unit!.pitch.startSt;
  if (from === null || to === null || soundsOf(unit!.syllable).manner !== 'sonorant') return 0;
  return clip(to - from, -LARGEST_STEP_ST, LARGEST_STEP_ST);
}

/** Semitones over 100 Hz around a place, over a few periods: marks are a little unsteady. */
function pitchStAt(marks: Uint32Array, at: number, sampleRateHz: number): number {
  const centre = nearestMark(marks, at);
  let first = centre;
  let last = centre;
  while (last - first < PERIODS) {
    const before = first > 0 && marks[first]! - marks[first - 1]! <= LONGEST_PERIOD;
    const after = last < marks.length - 1 && marks[last + 1]! - marks[last]! <= LONGEST_PERIOD;
    if (!before && !after) break;
    if (after && (!before || last - centre <= centre - first)) last++;
    else first--;
  }
  if (first === last) return 0;
  return 12 * Math.log2(((last - first) * sampleRateHz) / (marks[last]! - marks[first]!) / 100);
}

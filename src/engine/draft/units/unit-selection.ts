import { soundsOf, TONE_OFFSET, TONE_ONSET } from './syllable-sounds';
import { CUT_BANDS, type Unit } from './unit-file';

/** One syllable to be spoken. */
export interface Target {
  /** Units that may speak it, never none. */
  readonly candidates: readonly Unit[];
  readonly syllable: string;
  /** Its neighbours in the phrase; undefined at the phrase's edges. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

const NEIGHBOURS = -0.8;
/** What 8 bands are compared in: 2 dB a step, 20 dB count 1. */
const BAND_SCALE = 10;

/**
 * The cheapest row of units for a phrase: how well each fits its place, and how well each two join (Viterbi).
 * @param bandWeight what a mean difference of 20 dB at a join costs
 * @param noise added to a unit's cost, 0 for the plain reading
 */
export function selectUnits(targets: readonly Target[], bandWeight: number, noise: () => number): Unit[] {
  let costs: number[] = [];
  const cameFrom: number[][] = [];
  targets.forEach((target, place) => {
    const before = targets[place - 1];
    const from: number[] = [];
    costs = target.candidates.map((unit) => {
      let least = 0;
      let best = -1;
      before?.candidates.forEach((previous, index) => {
        const cost = costs[index]! + joinCost(previous, unit, bandWeight);
        if (best < 0 || cost < least) [least, best] = [cost, index];
      });
      from.push(best);
      return least + targetCost(target, unit) + noise();
    });
    cameFrom.push(from);
  });
  const chosen: Unit[] = [];
  let index = costs.indexOf(Math.min(...costs));
  for (let place = targets.length - 1; place >= 0; place--) {
    chosen.unshift(targets[place]!.candidates[index]!);
    index = cameFrom[place]![index]!;
  }
  return chosen;
}

export function areNeighbours(left: Unit, right: Unit): boolean {
  return right.index === left.index + 1 && right.chunk === left.chunk;
}

function targetCost({ syllable, left, right }: Target, unit: Unit): number {
  let cost = 0;
  if (right === undefined && unit.right !== undefined) cost += 1.2;
  if (right !== undefined && unit.right === undefined) cost += 2;
  if ((left === undefined) !== (unit.left === undefined)) cost += 0.5;
  const { tone, manner } = soundsOf(syllable);
  if (left !== undefined && unit.left !== undefined) {
    const wanted = soundsOf(left);
    const has = soundsOf(unit.left);
    if (wanted.coda !== has.coda) cost += manner === 'sonorant' ? 0.5 : 0.15;
    // the neutral tone takes its pitch from the tone before it
    cost += (tone === 5 ? 2.5 : 1) * 0.15 * Math.abs(TONE_OFFSET[wanted.tone]! - TONE_OFFSET[has.tone]!);
  }
  if (right !== undefined && unit.right !== undefined) {
    const wanted = soundsOf(right);
    const has = soundsOf(unit.right);
    if (wanted.manner !== has.manner) cost += 0.5;
    if (wanted.place !== has.place) cost += 0.25;
    cost += 0.1 * Math.abs(TONE_ONSET[wanted.tone]! - TONE_ONSET[has.tone]!);
    if (tone === 3 && (wanted.tone === 3) !== (has.tone === 3)) cost += 0.3;
  } else if (right !== unit.right) cost += 0.5;
  return cost;
}

function joinCost(left: Unit, right: Unit, bandWeight: number): number {
  if (areNeighbours(left, right)) return NEIGHBOURS;
  const sonorant = soundsOf(right.syllable).manner === 'sonorant';
  const stepSt =
    left.pitch.endSt === null || right.pitch.startSt === null
      ? 0
      : Math.abs(left.pitch.endSt - right.pitch.startSt);
  const bands =
    meanDifference(left.bands.beforeEnd, right.bands.beforeStart) +
    meanDifference(left.bands.afterEnd, right.bands.afterStart);
  return (
    0.3 +
    (sonorant ? 0.5 : 0) +
    Math.max(0, stepSt - 1) * (sonorant ? 0.18 : 0.05) +
    (bandWeight * bands) / 2 / BAND_SCALE
  );
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let band = 0; band < CUT_BANDS; band++) sum += Math.abs(a[band]! - b[band]!);
  return sum / CUT_BANDS;
}

import { expect, test } from 'vitest';
import { mulberry32 } from '#audio/mulberry32';
import { dryWaitSec, expectedSec } from './run-dry';

/** A take whose segments take `workSec` each for `soundSec` of sound, looked at when `segments` have been made. */
interface Pace {
  readonly workSec: number;
  readonly soundSec: number;
  readonly segments: number;
  readonly of: number;
  readonly sinceSec: number;
  /** As fast as it is listened to. */
  readonly rate?: number;
}

const wait = ({ soundSec, rate, ...pace }: Pace, fromSec: number) =>
  dryWaitSec({ ...pace, madeSec: pace.segments * soundSec }, fromSec, rate)!;

/** @returns whether playing that begins after `startSec` ever needs a segment that has not come yet */
function runsDry(
  { workSec, soundSec, segments, of, sinceSec, rate = 1 }: Pace,
  fromSec: number,
  startSec: number,
) {
  for (let next = segments; next < of; next++) {
    const comesAtSec = (next - segments + 1) * workSec - sinceSec;
    const neededAtSec = startSec + (next * soundSec - fromSec) / rate;
    if (comesAtSec > neededAtSec + 1e-9) return true;
  }
  return false;
}

const drawn = (random: () => number): Pace => {
  const of = 2 + Math.floor(random() * 40);
  const workSec = 0.1 + random() * 10;
  return {
    ...{ of, workSec },
    soundSec: 0.5 + random() * 8,
    segments: 1 + Math.floor(random() * (of - 1)),
    sinceSec: random() * workSec,
    rate: 0.5 + random() * 1.5,
  };
};

test('playing that begins when it says so never runs dry, however slow the engine is', () => {
  const random = mulberry32(7);
  for (let round = 0; round < 2000; round++) {
    const pace = drawn(random);
    const fromSec = random() * pace.segments * pace.soundSec;
    expect(runsDry(pace, fromSec, wait(pace, fromSec))).toBe(false);
  }
});

test('it does not wait for longer than its margin asks', () => {
  const random = mulberry32(8);
  for (let round = 0; round < 2000; round++) {
    const pace = drawn(random);
    const waited = wait(pace, 0);
    if (waited === 0) continue;
    const slower = { ...pace, workSec: pace.workSec * 1.15 };
    const late = 0.2 * slower.workSec;
    expect(runsDry(slower, 0, waited - late - 1e-6)).toBe(true);
  }
});

test('begins at once when the engine is quicker than speech, and when all is there', () => {
  expect(wait({ workSec: 0.2, soundSec: 3, segments: 1, of: 9, sinceSec: 0 }, 0)).toBe(0);
  expect(wait({ workSec: 60, soundSec: 3, segments: 9, of: 9, sinceSec: 0 }, 0)).toBe(0);
});

test('knows nothing before the first segment', () => {
  const nothing = { madeSec: 0, segments: 0, of: 0, workSec: 0, sinceSec: 0 };
  expect(dryWaitSec(nothing, 0)).toBeUndefined();
  expect(expectedSec(nothing)).toBeUndefined();
  expect(expectedSec({ madeSec: 6, segments: 2, of: 9 })).toBe(27);
});

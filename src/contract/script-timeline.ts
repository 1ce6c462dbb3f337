import { pauseAfter, type Paused, type Pauses } from './scripts';

/** What is heard of a script, one after the other: the same for whoever plays it and whoever writes it as a file. */

/** A line that is heard, or a heading. */
export interface Sounding {
  readonly line: Paused;
  /** Of its take; absent: a heading. */
  readonly audioSec?: number | undefined;
}

/** In samples of the programme. */
export interface Place {
  readonly at: number;
  readonly samples: number;
}

/** A take tells its length in whole milliseconds: so much more of it may be there, and none of it is cut. */
const UNTOLD_SEC = 0.0005;

/** @returns where each line is heard, with the pauses between them; undefined for a heading */
export function placesOf(
  sounding: readonly Sounding[],
  pauses: Pauses,
  sampleRateHz: number,
): (Place | undefined)[] {
  let at = 0;
  let pause = 0;
  return sounding.map(({ line, audioSec }, number) => {
    if (audioSec === undefined) return undefined;
    const place = { at: at + pause, samples: Math.round((audioSec + UNTOLD_SEC) * sampleRateHz) };
    at = place.at + place.samples;
    pause = Math.round((pauseAfter(line, sounding[number + 1]?.line, pauses) / 1000) * sampleRateHz);
    return place;
  });
}

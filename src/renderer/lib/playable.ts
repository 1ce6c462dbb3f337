import type { Audio } from '#contract/engine-api';
import type { SoundStream } from './stream-play';

/** Something that can be heard: a take, a voice's prompt, a recording. Its audio is fetched when it is first played. */
export interface Playable {
  /** One key per sound, e.g. "take:7f3a". */
  readonly key: string;
  /** What the transport calls it: the words of a take, the name of a voice. */
  readonly title: string;
  readonly durationSec: number;
  /** Absolute, 0 to 1, evenly spaced over it; where they are known. */
  readonly peaks?: readonly number[];
  /** Added to it, dB; as it is when absent. */
  readonly gainDb?: number;
  readonly load: () => Promise<Audio>;
  /** In place of `load`, for a sound that is still being made or too long to hold. */
  readonly stream?: SoundStream;
  /** What it consists of, in order: lines of a script. Each is called and gone to by itself. */
  readonly sections?: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly startSec: number;
}

/** A position is a sum of many seconds. */
const CLOSE_SEC = 1e-6;

/** @returns the number of the section that is heard there, from 0; -1 for a sound without any */
export function sectionNumber({ sections = [] }: Playable, sec: number): number {
  let [low, high] = [0, sections.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sections[middle]!.startSec <= sec + CLOSE_SEC) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, Math.min(0, sections.length - 1));
}

export const sectionAt = (playable: Playable, sec: number): Section | undefined =>
  playable.sections?.[sectionNumber(playable, sec)];

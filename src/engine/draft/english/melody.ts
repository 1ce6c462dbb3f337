import { clip } from '../prompt-analysis';
import type { PhraseVariation } from '../variation';
import { interpolate } from '../units/overlap-add';
import { FRAMES_PER_UNIT } from './english-network';
import { FOCUS } from '../text/focus';

/** A focused word is higher and longer than its neighbours. */
const FOCUS_ST = 3.5;
const FOCUS_STRETCH = 1.25;
const RISE_ST = 4;
const SHORTEST_RISE = 8;
/** The rise replaces the network's fall within this share of itself. */
const TURN = 0.25;
/** Frames of less energy are not heard. */
const HEARD_ENERGY = 4;
/** The sound of a phone begins this many frames before its duration does. */
const LEAD = 5;
/** The network begins with 0.3 s of silence, which nobody needs to wait for. */
const FIRST_SILENCE_SPEED = 4;

/** A word's place among what the network reads, whose first and last place are edges. */
interface Word {
  readonly from: number;
  readonly to: number;
  readonly focused: boolean;
}

/** The phones of a sentence without the marks of their focus, and its words. */
export interface PhoneSentence {
  readonly phones: string;
  readonly words: readonly Word[];
}

/** "ðə *bˈɪɡ dˈɔɡ." to its phones and words. */
export function phoneSentence(marked: string): PhoneSentence {
  let from = 1;
  const words = marked.split(' ').map((word) => {
    const focused = word.startsWith(FOCUS);
    const to = from + word.length - (focused ? 1 : 0);
    const placed = { from, to, focused };
    from = to + 1;
    return placed;
  });
  return { phones: marked.replaceAll(FOCUS, ''), words };
}

/**
 * Whole units, one value a phone and one at either end; a word is longer or shorter as a whole. What rounding takes from one
 * phone it gives to the next, so that the pace is kept.
 */
export function durationsOf(
  lengths: Float32Array,
  { words }: PhoneSentence,
  speed: number,
  variation: PhraseVariation,
): Float32Array {
  const stretches = new Float32Array(lengths.length).fill(1);
  stretches[0] = 1 / FIRST_SILENCE_SPEED;
  for (const { from, to, focused } of words)
    stretches.fill(variation.duration() * (focused ? FOCUS_STRETCH : 1), from, to);
  let owed = 0;
  return lengths.map((length, at) => {
    const wanted = owed + (length * stretches[at]!) / speed;
    const duration = Math.max(1, Math.round(wanted));
    owed = wanted - duration;
    return duration;
  });
}

/**
 * The pitch that is spoken, from the network's own and what a reading adds to it.
 * @param ownSt semitones a frame around the voice's median, NaN where unvoiced
 * @param rises whether it is a question that wants a yes or a no
 * @returns semitones a frame, NaN where unvoiced
 */
export function readMelody(
  ownSt: Float32Array,
  energy: Float32Array,
  { phones, words }: PhoneSentence,
  durations: Float32Array,
  rises: boolean,
  { tiltSt, accentSt }: PhraseVariation,
): Float32Array {
  const starts = [-LEAD];
  for (const duration of durations) starts.push(starts.at(-1)! + FRAMES_PER_UNIT * duration);
  const middles = words.map(({ from, to }) => (starts[from]! + starts[to]!) / 2);
  const begin = starts[1]!;
  const end = starts[phones.length + 1]!;
  const levels = words.map(
    ({ focused }, at) =>
      accentSt() + (focused ? FOCUS_ST : 0) + tiltSt * (1 - (2 * (middles[at]! - begin)) / (end - begin)),
  );
  const levelAt = (frame: number) =>
    middles.length < 2 ? levels[0]! : interpolate(middles, levels, clip(frame, middles[0]!, middles.at(-1)!));
  const melody = ownSt.map((st, frame) => st + levelAt(frame));
  if (rises) lift(melody, energy, starts[1 + Math.max(0, phones.lastIndexOf('ˈ'))]!);
  return melody;
}

/** Lets the end go up where the network lets it fall, in place. @param stress the frame where its last stress begins */
function lift(melody: Float32Array, energy: Float32Array, stress: number): void {
  const last = melody.reduce(
    (found, st, frame) => (energy[frame]! < HEARD_ENERGY || Number.isNaN(st) ? found : frame),
    0,
  );
  const from = Math.max(0, Math.min(stress, last - SHORTEST_RISE));
  const base = melody.find((st, frame) => frame >= from && !Number.isNaN(st)) ?? 0;
  for (let frame = from; frame < melody.length; frame++) {
    const share = clip((frame - from) / (last - from), 0, 1);
    if (Number.isNaN(melody[frame])) continue;
    const turned = Math.min(1, share / TURN);
    melody[frame] = (1 - turned) * melody[frame]! + turned * (base + RISE_ST * share);
  }
}

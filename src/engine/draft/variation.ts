import { mulberry32 } from '#audio/mulberry32';
import type { SpeakingStyle } from './synthesizer';

/** How far takes of one text may lie apart, so that several are worth hearing and none is worse. */
const SENTENCE = { pitchSt: 0.7, range: 0.2, speed: 0.04 } as const;
const TILT_ST = 1.2;
const ACCENT_ST = 0.6;
const DURATION = 0.1;
const SELECTION_COST = 1.2;

/** A sentence's part of a take's seed: sentences of one take differ, too. */
export function sentenceSeed(takeSeed: number, sentence: number): number {
  return (takeSeed ^ Math.imul(sentence + 1, 0x9e3779b9)) >>> 0;
}

/** For synthesizers that know no reading but one: another pitch, range and pace for the whole sentence. */
export function variedStyle(style: SpeakingStyle): SpeakingStyle {
  if (style.seed === undefined) return style;
  const swing = swings(style.seed);
  return {
    ...style,
    centreHz: style.centreHz * 2 ** ((SENTENCE.pitchSt * swing()) / 12),
    spreadSt: style.spreadSt * (1 + SENTENCE.range * swing()),
    speed: style.speed * (1 + SENTENCE.speed * swing()),
  };
}

/** One reading of a phrase of syllables. */
export interface PhraseVariation {
  /** Added to the cost of a unit. */
  readonly selectionCost: () => number;
  /** Added to the pitch at the beginning and taken from it at the end, semitones. */
  readonly tiltSt: number;
  readonly accentSt: () => number;
  /** Factor of a syllable's duration. */
  readonly duration: () => number;
}

export const PLAIN: PhraseVariation = {
  selectionCost: () => 0,
  tiltSt: 0,
  accentSt: () => 0,
  duration: () => 1,
};

export function phraseVariation(seed: number): PhraseVariation {
  const random = mulberry32(seed);
  const swing = swings(seed ^ 0x5bd1e995);
  return {
    selectionCost: () => SELECTION_COST * random(),
    tiltSt: TILT_ST * swing(),
    accentSt: () => ACCENT_ST * swing(),
    duration: () => 1 + DURATION * swing(),
  };
}

/** @returns numbers between -1 and 1 */
function swings(seed: number): () => number {
  const random = mulberry32(seed);
  return () => 2 * random() - 1;
}

import type { Understood } from '#contract/domain';
import type { ChineseDialect } from './text/plan';

/** How a take is spoken differently from the prompt. Neutral values change nothing. */
export interface Prosody {
  readonly pitchSt: number;
  /** Pitch range relative to the prompt's. */
  readonly range: number;
  readonly speed: number;
  readonly levelDb: number;
  readonly tiltDb: number;
  /** Formants relative to the prompt's. */
  readonly tract: number;
  /** Median pitch of its own instead of the prompt's. */
  readonly medianF0Hz?: number;
  readonly whisper: boolean;
  /** Swing of the level, 0 to 1. */
  readonly tremor: number;
}

const neutral: Prosody = {
  pitchSt: 0,
  range: 1,
  speed: 1,
  levelDb: 0,
  tiltDb: 0,
  tract: 1,
  whisper: false,
  tremor: 0,
};

export const TREMOR_HZ = 5.2;

const child = { medianF0Hz: 265, tract: 1.18, speed: 1.03 };

/** What each direction does; tests hold it to 4 % of the rate, 1 dB of the level and 1.5 st of the pitch. */
const TABLE: Readonly<Record<string, Partial<Prosody>>> = {
  'emotion.happy': { pitchSt: 2.5, range: 1.35, speed: 1.07, levelDb: 1.5, tiltDb: 1.5 },
  'emotion.sad': { pitchSt: -1.5, range: 0.6, speed: 0.82, levelDb: -3, tiltDb: -2.5 },
  'emotion.angry': { pitchSt: 1.5, range: 1.3, speed: 1.12, levelDb: 4, tiltDb: 3 },
  'emotion.gentle': { pitchSt: -0.5, range: 0.8, speed: 0.9, levelDb: -3, tiltDb: -2 },
  'emotion.surprised': { pitchSt: 4, range: 1.6, speed: 1.05, levelDb: 1.5, tiltDb: 1 },
  'emotion.fearful': { pitchSt: 2, range: 0.9, speed: 1.1, levelDb: -2, tiltDb: 0.5, tremor: 0.12 },
  'emotion.calm': { range: 0.7, speed: 0.92, levelDb: -1, tiltDb: -1 },
  'emotion.serious': { pitchSt: -1, range: 0.75, speed: 0.95 },
  'rate.fast': { speed: 1.35 },
  'rate.slow': { speed: 0.72 },
  'rate.faster': { speed: 1.17 },
  'rate.slower': { speed: 0.85 },
  'volume.loud': { pitchSt: 1, levelDb: 6, tiltDb: 3 },
  'volume.soft': { levelDb: -6, tiltDb: -3 },
  'volume.louder': { pitchSt: 0.5, levelDb: 3, tiltDb: 1.5 },
  'volume.softer': { levelDb: -3, tiltDb: -1.5 },
  'style.whisper': { whisper: true, levelDb: -6 },
  'style.elderly': { speed: 0.82, range: 0.85, tremor: 0.18, tiltDb: -1.5 },
  'style.child': child,
  'style.peppa': child,
  'style.robot': { range: 0.02 },
};

/** Directions that change the words rather than the way they are spoken. */
const DIALECTS: Readonly<Record<string, ChineseDialect>> = {
  'dialect.cantonese': 'cantonese',
  'dialect.sichuan': 'sichuan',
};

/** Directions that ask for what the draft voice does anyway. */
const ALREADY: readonly string[] = ['emotion.neutral'];

/** The directions that the draft voice follows, as `kind.id`. */
export const followed: readonly string[] = [...Object.keys(TABLE), ...Object.keys(DIALECTS), ...ALREADY];

/** Whether the draft voice follows a direction; other dialects are recognised, but it only has standard Mandarin. */
export const canFollow = (direction: string): boolean => followed.includes(direction);

/** Several directions add up: semitones and decibels are summed, factors multiplied. */
export function prosodyOf(directions: Understood['directions']): Prosody {
  return directions
    .map(({ kind, id }) => ({ ...neutral, ...TABLE[`${kind}.${id}`] }))
    .reduce<Prosody>(
      (sum, each) => ({
        ...sum,
        ...(each.medianF0Hz === undefined ? {} : { medianF0Hz: each.medianF0Hz }),
        pitchSt: sum.pitchSt + each.pitchSt,
        range: sum.range * each.range,
        speed: sum.speed * each.speed,
        levelDb: sum.levelDb + each.levelDb,
        tiltDb: sum.tiltDb + each.tiltDb,
        tract: sum.tract * each.tract,
        whisper: sum.whisper || each.whisper,
        tremor: Math.max(sum.tremor, each.tremor),
      }),
      neutral,
    );
}

/** @returns how Chinese characters are to be read, if an instruction said so */
export function dialectOf(directions: Understood['directions']): ChineseDialect | undefined {
  return directions.map(({ kind, id }) => DIALECTS[`${kind}.${id}`]).find((dialect) => dialect !== undefined);
}

/** @returns the word of the log line: an emotion, otherwise neutral */
export function emotionOf(directions: Understood['directions']): string {
  return directions.find(({ kind }) => kind === 'emotion')?.id ?? 'neutral';
}

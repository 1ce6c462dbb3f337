import { z } from 'zod';
import { float32Array } from '#contract/binary';
import { findActivity, HOP_SEC } from '#audio/activity';
import { BAND_COUNT, MelBands } from './mel-bands';
import { Stft } from './stft';

/** Everything is shaped at this rate, which is also the rate of the draft voice. */
export const SAMPLE_RATE_HZ = 24_000;
const FRAME_SIZE = 1024;
const FRAME_HOP = 256;

/** Noise counts as noise when it is this far below the speech. */
const NOISE_BELOW_SPEECH_DB = 12;
/** Classes with fewer frames say nothing about a voice. */
const LEAST_FRAMES = 12;

const classStatisticsSchema = z.object({
  meanDb: float32Array,
  deviationDb: float32Array,
  frames: z.number(),
});
export type ClassStatistics = z.output<typeof classStatisticsSchema>;

/** Level of each mel band in dB over the active frames: how a voice sounds, apart from what it says. */
export const speechStatisticsSchema = z.object({
  voiced: classStatisticsSchema,
  unvoiced: classStatisticsSchema,
});
export type SpeechStatistics = z.output<typeof speechStatisticsSchema>;

type FrameClass = 'voiced' | 'unvoiced' | 'inactive';

/** One stretch of speech seen by the shaper: a class and thirty band levels for each frame. */
export interface SpeechFrames {
  readonly classes: readonly FrameClass[];
  /** dB, 30 values a frame, floored 60 dB under the loudest. */
  readonly levelsDb: Float64Array;
}

export function createShapingStft(): Stft {
  return new Stft(FRAME_SIZE, FRAME_HOP);
}

export function createShapingBands(highestHz: number): MelBands {
  return new MelBands(highestHz, SAMPLE_RATE_HZ, FRAME_SIZE);
}

/**
 * @param samples mono at 24 kHz
 * @param f0Hz their pitch track, one value every 10 ms, 0 where unvoiced
 * @param subtractNoise takes the quietest tenth of the frames as noise and subtracts it, if it is well below the speech
 */
export function frameSpeech(
  samples: Float32Array,
  f0Hz: Float32Array,
  bands: MelBands,
  subtractNoise: boolean,
): SpeechFrames {
  const stft = createShapingStft();
  const frames = stft.frameCount(samples.length);
  const powers = new Float64Array(frames * BAND_COUNT);
  stft.analyse(samples, (frame, re, im) =>
    bands.powers(re, im, powers.subarray(frame * BAND_COUNT, (frame + 1) * BAND_COUNT)),
  );
  if (subtractNoise) removeNoise(powers, frames);
  return { classes: classify(samples, f0Hz, stft), levelsDb: toFlooredDb(powers) };
}

/** @returns mean and deviation of each band for both classes; a class with too few frames borrows from the other. */
export function gatherStatistics({ classes, levelsDb }: SpeechFrames): SpeechStatistics {
  const voiced = ofClass(classes, levelsDb, 'voiced');
  const unvoiced = ofClass(classes, levelsDb, 'unvoiced');
  return {
    voiced: voiced.frames < LEAST_FRAMES ? { ...unvoiced, frames: voiced.frames } : voiced,
    unvoiced: unvoiced.frames < LEAST_FRAMES ? { ...voiced, frames: unvoiced.frames } : unvoiced,
  };
}

function ofClass(
  classes: readonly FrameClass[],
  levelsDb: Float64Array,
  wanted: FrameClass,
): ClassStatistics {
  const sum = new Float64Array(BAND_COUNT);
  const squares = new Float64Array(BAND_COUNT);
  let frames = 0;
  classes.forEach((each, frame) => {
    if (each !== wanted) return;
    frames++;
    for (let band = 0; band < BAND_COUNT; band++) {
      const level = levelsDb[frame * BAND_COUNT + band]!;
      sum[band]! += level;
      squares[band]! += level * level;
    }
  });
  const count = Math.max(1, frames);
  return {
    meanDb: Float32Array.from(sum, (total) => total / count),
    deviationDb: Float32Array.from(squares, (total, band) =>
      Math.sqrt(Math.max(0, total / count - (sum[band]! / count) ** 2)),
    ),
    frames,
  };
}

function classify(samples: Float32Array, f0Hz: Float32Array, stft: Stft): FrameClass[] {
  const { active } = findActivity(samples, SAMPLE_RATE_HZ);
  return Array.from({ length: stft.frameCount(samples.length) }, (_, frame) => {
    const at = Math.floor(stft.centreOf(frame) / SAMPLE_RATE_HZ / HOP_SEC);
    if (!active[at]) return 'inactive';
    return f0Hz[at]! > 0 ? 'voiced' : 'unvoiced';
  });
}

function removeNoise(powers: Float64Array, frames: number): void {
  const totals = Float64Array.from({ length: frames }, (_, frame) =>
    powers.subarray(frame * BAND_COUNT, (frame + 1) * BAND_COUNT).reduce((sum, power) => sum + power, 0),
  );
  const order = Array.from(totals.keys()).sort((a, b) => totals[a]! - totals[b]!);
  const quiet = order.slice(0, Math.max(1, Math.floor(frames / 10)));
  const noise = Float64Array.from({ length: BAND_COUNT }, (_, band) =>
    quiet.reduce((sum, frame) => sum + powers[frame * BAND_COUNT + band]! / quiet.length, 0),
  );
  const speech = totals[order[Math.floor(0.95 * (frames - 1))]!]!;
  const noiseTotal = noise.reduce((sum, power) => sum + power, 0);
  if (noiseTotal * 10 ** (NOISE_BELOW_SPEECH_DB / 10) > speech) return;
  for (let i = 0; i < powers.length; i++)
    powers[i] = Math.max(powers[i]! - 1.5 * noise[i % BAND_COUNT]!, 0.03 * powers[i]!);
}

function toFlooredDb(powers: Float64Array): Float64Array {
  const db = powers.map((power) => 10 * Math.log10(power + 1e-30));
  const floor = db.reduce((most, level) => Math.max(most, level), -Infinity) - 60;
  return db.map((level) => Math.max(level, floor));
}

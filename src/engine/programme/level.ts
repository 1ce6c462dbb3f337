import { framed } from '#audio/framed';
import { fromDb, toDb } from '#audio/level';
import { limiterGain, limiterReach } from '#audio/limiter';
import { LoudnessMeter } from '#audio/loudness';
import { TRUE_PEAK_REACH, truePeaks } from '#audio/true-peak';
import type { ProgrammeLevel, ProgrammeReport } from '#contract/programme';
import { BLOCK_SAMPLES } from './mix';

type Blocks = AsyncIterable<Float32Array>;

/** What is done to every sample. */
interface Levelling {
  readonly gainDb: number;
  /** The limiter's, dBTP; absent where nothing exceeds it. */
  readonly ceilingDb?: number;
  /** A limiter that moves leaves a few thousandths above its ceiling. */
  readonly trimDb: number;
}

interface Measured {
  readonly loudness: number;
  readonly rmsDb: number;
  readonly truePeakDb: number;
}

export interface Levelled {
  readonly report: ProgrammeReport;
  readonly apply: (blocks: Blocks) => Blocks;
}

/** The gain is raised again until the loudness is this near, or so many times: limiting makes a sound softer. */
const NEAR_DB = 0.1;
export const MOST_PASSES = 6;
const SILENCE_DB = -70;

/**
 * Finds the gain that brings the whole to its level, by listening to it as often as it needs.
 * @param blocks the sound, from its beginning, each time it is called
 */
export async function findLevel(
  blocks: () => Blocks,
  sampleRateHz: number,
  wish: ProgrammeLevel,
): Promise<Levelled> {
  const before = await measure(blocks(), sampleRateHz);
  const of = ({ loudness, rmsDb }: Measured) => (wish.measure === 'lufs' ? loudness : rmsDb);
  let gainDb = of(before) <= SILENCE_DB ? 0 : wish.target - of(before);
  for (let pass = 1; ; pass++) {
    if (before.truePeakDb + gainDb <= wish.peakDb) {
      const levelling = { gainDb, trimDb: 0 };
      return {
        report: reportOf(raised(before, gainDb), gainDb, false),
        apply: applied(levelling, sampleRateHz),
      };
    }
    const limiting = { gainDb, ceilingDb: wish.peakDb, trimDb: 0 };
    const after = await measure(applied(limiting, sampleRateHz)(blocks()), sampleRateHz);
    const trimDb = Math.min(0, wish.peakDb - after.truePeakDb);
    const result = raised(after, trimDb);
    const missing = wish.target - of(result);
    if (missing < NEAR_DB || pass === MOST_PASSES)
      return {
        report: reportOf(result, gainDb, true),
        apply: applied({ ...limiting, trimDb }, sampleRateHz),
      };
    gainDb += missing;
  }
}

const raised = ({ loudness, rmsDb, truePeakDb }: Measured, db: number): Measured => ({
  loudness: Math.max(SILENCE_DB, loudness + db),
  rmsDb: rmsDb + db,
  truePeakDb: truePeakDb + db,
});

const reportOf = (measured: Measured, gainDb: number, limited: boolean): ProgrammeReport => ({
  ...measured,
  gainDb,
  limited,
});

const applied = ({ gainDb, ceilingDb, trimDb }: Levelling, sampleRateHz: number) =>
  async function* (blocks: Blocks): AsyncGenerator<Float32Array> {
    const gain = fromDb(gainDb);
    if (ceilingDb === undefined) {
      for await (const block of blocks) yield gain === 1 ? block : block.map((sample) => sample * gain);
      return;
    }
    const trim = fromDb(trimDb);
    for await (const { samples, from, to } of framed(blocks, BLOCK_SAMPLES, limiterReach(sampleRateHz))) {
      const louder = samples.map((sample) => sample * gain);
      const factors = limiterGain(louder, sampleRateHz, ceilingDb);
      const limited = factors
        ? louder.map((sample, at) => sample * factors[at]! * trim)
        : louder.map((sample) => sample * trim);
      yield limited.subarray(from, to);
    }
  };

async function measure(blocks: Blocks, sampleRateHz: number): Promise<Measured> {
  const meter = new LoudnessMeter(sampleRateHz);
  let power = 0;
  let count = 0;
  let peak = 0;
  for await (const { samples, from, to } of framed(blocks, BLOCK_SAMPLES, TRUE_PEAK_REACH)) {
    const piece = samples.subarray(from, to);
    meter.add(piece);
    for (const sample of piece) power += sample * sample;
    count += piece.length;
    for (const each of truePeaks(samples).subarray(from, to)) if (each > peak) peak = each;
  }
  return {
    loudness: meter.integrated(),
    rmsDb: toDb(Math.sqrt(power / Math.max(1, count))),
    truePeakDb: toDb(peak),
  };
}

import { fromDb } from './level';
import { limitPeaks } from './limiter';
import { integratedLoudness } from './loudness';
import { resampleClean } from './resample';
import { soundSpan } from './sound-span';
import { truePeakDb } from './true-peak';

/** The last hands on a sound before it leaves: trim, rate, loudness, peak. */

export interface FinishWishes {
  readonly trimSilence: boolean;
  /** The sound's own when absent. */
  readonly sampleRateHz?: number | undefined;
  readonly loudnessLufs?: number | undefined;
  readonly peakDb?: number | undefined;
}

export interface Finished {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly loudnessBefore: number;
  readonly loudnessAfter: number;
  readonly truePeakBefore: number;
  readonly truePeakAfter: number;
  readonly gainDb: number;
  readonly limitedDb: number;
  readonly trimmedStartSec: number;
  readonly trimmedEndSec: number;
  /** Not one sample was changed or left out. */
  readonly untouched: boolean;
}

/** Without a peak of one's own: full scale, or nothing could be made louder without harm. */
const FULL_SCALE_DB = 0;
/** A limiter makes a sound softer; the gain is raised again until it is this near, or three times. */
const NEAR_LU = 0.1;
const ROUNDS = 3;
const SILENCE_LUFS = -70;

/**
 * Mono. Nothing that is not wished for is done: without wishes the samples come back as they are.
 * Limiting comes with a loudness or a peak to keep; a sound that is silent is not made louder.
 */
export function finish(samples: Float32Array, fromHz: number, wishes: FinishWishes): Finished {
  const span = wishes.trimSilence ? soundSpan(samples, fromHz) : { from: 0, to: samples.length };
  const sampleRateHz = wishes.sampleRateHz ?? fromHz;
  const source = resampleClean(samples.subarray(span.from, span.to), fromHz, sampleRateHz);
  const loudnessBefore = integratedLoudness([source], sampleRateHz);
  const truePeakBefore = truePeakDb(source);
  const { loudnessLufs, peakDb } = wishes;
  const levelled =
    loudnessLufs === undefined
      ? peakDb === undefined
        ? { samples: source, limitedDb: 0, gainDb: 0 }
        : { ...limitPeaks(source, sampleRateHz, peakDb), gainDb: 0 }
      : toLoudness(source, sampleRateHz, loudnessBefore, loudnessLufs, peakDb ?? FULL_SCALE_DB);
  const same = levelled.samples === source;
  return {
    ...levelled,
    sampleRateHz,
    loudnessBefore,
    loudnessAfter: same ? loudnessBefore : integratedLoudness([levelled.samples], sampleRateHz),
    truePeakBefore,
    truePeakAfter: same ? truePeakBefore : truePeakDb(levelled.samples),
    trimmedStartSec: span.from / fromHz,
    trimmedEndSec: (samples.length - span.to) / fromHz,
    untouched: same && sampleRateHz === fromHz && span.to - span.from === samples.length,
  };
}

function toLoudness(
  source: Float32Array,
  sampleRateHz: number,
  before: number,
  target: number,
  peakDb: number,
) {
  if (before <= SILENCE_LUFS) return { samples: source, limitedDb: 0, gainDb: 0 };
  let gainDb = target - before;
  for (let round = 1; ; round++) {
    const factor = fromDb(gainDb);
    const limited = limitPeaks(
      source.map((sample) => sample * factor),
      sampleRateHz,
      peakDb,
    );
    const missing = target - integratedLoudness([limited.samples], sampleRateHz);
    if (missing < NEAR_LU || round === ROUNDS) return { ...limited, gainDb };
    gainDb += missing;
  }
}

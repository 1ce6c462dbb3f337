import { BAND_COUNT } from './mel-bands';
import { clip, type PromptAnalysis } from './prompt-analysis';
import {
  createShapingBands,
  createShapingStft,
  frameSpeech,
  SAMPLE_RATE_HZ,
  type ClassStatistics,
  type SpeechStatistics,
} from './speech-statistics';

const LARGEST_GAIN_DB = 18;
const MEAN_SHARE = 0.9;
const DEVIATION_SHARE = 0.7;
/** With less voiced speech than this, the statistics are a guess and count half. */
const SURE_SEC = 1;

/** Gain of each band as a straight line of the band's own level: offset + slope * (level - mean). */
interface ClassGain {
  readonly offsetDb: Float64Array;
  readonly slope: Float64Array;
  readonly meanDb: Float32Array;
}

/**
 * Dynamic equaliser: moves the mean and the deviation of every band's level towards the prompt's, for voiced and
 * unvoiced frames apart. Matching the mean of the log levels, rather than the mean power, is what makes voices alike.
 * @param samples mono at 24 kHz
 * @param f0Hz their pitch track, 10 ms hops
 * @param own statistics of the synthesizer with the same settings
 * @param tiltDb brighter (positive) or darker: 0 up to 1 kHz, 0.7 of it at 2 kHz, 1.3 of it from 4 kHz
 */
export function equalize(
  samples: Float32Array,
  f0Hz: Float32Array,
  { statistics: wanted, voicedSec, highestHz }: PromptAnalysis,
  own: SpeechStatistics,
  tiltDb: number,
): Float32Array {
  const certainty = voicedSec < SURE_SEC ? 0.5 : 1;
  const loudnessDb = meanOf(wanted.voiced.meanDb.map((level, band) => level - own.voiced.meanDb[band]!));
  const gains = {
    voiced: classGain(wanted.voiced, own.voiced, loudnessDb, certainty),
    unvoiced: classGain(wanted.unvoiced, own.unvoiced, loudnessDb, certainty),
  };
  const bands = createShapingBands(highestHz);
  const { classes, levelsDb } = frameSpeech(samples, f0Hz, bands, false);
  const stft = createShapingStft();
  const tilt = Float64Array.from({ length: stft.bins }, (_, bin) =>
    tiltAt((bin * SAMPLE_RATE_HZ) / stft.size, tiltDb),
  );
  const gainDb = new Float64Array(BAND_COUNT);
  return stft.transform(samples, (frame, re, im) => {
    const speechClass = classes[frame]!;
    if (speechClass !== 'inactive') {
      const { offsetDb, slope, meanDb } = gains[speechClass];
      for (let band = 0; band < BAND_COUNT; band++) {
        const level = levelsDb[frame * BAND_COUNT + band]!;
        const gain = clip(
          offsetDb[band]! + slope[band]! * (level - meanDb[band]!),
          -LARGEST_GAIN_DB,
          LARGEST_GAIN_DB,
        );
        gainDb[band] = 0.5 * gain + 0.5 * gainDb[band]!;
      }
    }
    for (let bin = 0; bin < re.length; bin++) {
      const factor = 10 ** ((bands.atBin(gainDb, bin) + tilt[bin]!) / 20);
      re[bin]! *= factor;
      im[bin]! *= factor;
    }
  });
}

function classGain(
  wanted: ClassStatistics,
  own: ClassStatistics,
  loudnessDb: number,
  certainty: number,
): ClassGain {
  return {
    offsetDb: Float64Array.from(
      wanted.meanDb,
      (level, band) => certainty * MEAN_SHARE * (level - own.meanDb[band]! - loudnessDb),
    ),
    slope: Float64Array.from(
      wanted.deviationDb,
      (deviation, band) =>
        certainty *
        DEVIATION_SHARE *
        (clip(deviation / Math.max(1e-3, own.deviationDb[band]!), 0.7, 1.6) - 1),
    ),
    meanDb: own.meanDb,
  };
}

function tiltAt(hz: number, tiltDb: number): number {
  if (hz <= 1_000) return 0;
  const octaves = Math.min(2, Math.log2(hz / 1_000));
  return tiltDb * (octaves <= 1 ? 0.7 * octaves : 0.7 + 0.6 * (octaves - 1));
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

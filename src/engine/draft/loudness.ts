import { fromDb } from '#audio/level';
import { meanActiveDb } from './prompt-analysis';
import { SAMPLE_RATE_HZ } from './speech-statistics';

const KNEE = 0.5;
const CEILING = 0.95;

/** Brings the mean active level to `levelDb` and rounds off what would pass 0.95 of full scale. */
export function settleLevel(samples: Float32Array, levelDb: number): Float32Array {
  const gain = fromDb(levelDb - meanActiveDb(samples, SAMPLE_RATE_HZ));
  const room = CEILING - KNEE;
  return samples.map((sample) => {
    const value = sample * gain;
    const magnitude = Math.abs(value);
    return magnitude <= KNEE
      ? value
      : Math.sign(value) * (KNEE + room * Math.tanh((magnitude - KNEE) / room));
  });
}

/** One step of what comes out: two periods of a low voice. */
const STEP_SEC = 0.02;
/** How far from its place a step may be taken, so that the waves of both sides lie on each other. */
const SEARCH_SEC = 0.008;
/** Waves are held against each other at every so manieth sample, then at each around the best. */
const COARSE = 4;

/**
 * Speech faster or slower at the same pitch, by waveform similarity overlap-add. It begins with the first and ends with the
 * last sample of what goes in, so that pieces of one sound may be stretched each for itself.
 * @param samples any number; what is shorter than two steps comes back as it is
 * @param rate how many times as fast, 0.25 to 4
 * @returns round(length / rate) samples
 */
export function stretched(
  samples: Float32Array,
  sampleRateHz: number,
  rate: number,
): Float32Array<ArrayBuffer> {
  const step = Math.round(STEP_SEC * sampleRateHz);
  const length = Math.round(samples.length / rate);
  if (rate === 1 || Math.min(length, samples.length) < 2 * step) return new Float32Array(samples);
  const search = Math.round(SEARCH_SEC * sampleRateHz);
  const out = new Float32Array(length);
  out.set(samples.subarray(0, step));
  const lastStart = samples.length - step;
  let follows = step;
  for (let at = step; at < length; at += step) {
    const size = Math.min(step, length - at);
    const place = Math.round(at * rate);
    const from =
      at + size === length
        ? samples.length - size
        : mostAlike(samples, follows, {
            from: Math.max(0, place - search),
            to: Math.min(lastStart, place + search),
            size,
          });
    for (let each = 0; each < size; each++) {
      const rise = 0.5 - 0.5 * Math.cos((Math.PI * (each + 1)) / size);
      const going = samples[Math.min(follows + each, samples.length - 1)]!;
      out[at + each] = going + rise * (samples[from + each]! - going);
    }
    follows = from + size;
  }
  return out;
}

/** @returns where the samples are most like those that would follow by themselves */
function mostAlike(
  samples: Float32Array,
  follows: number,
  range: { readonly from: number; readonly to: number; readonly size: number },
): number {
  const size = Math.min(range.size, samples.length - follows);
  const likeness = (from: number, by: number): number => {
    let product = 0;
    let energy = 1e-9;
    for (let at = 0; at < size; at += by) {
      const one = samples[from + at]!;
      product += one * samples[follows + at]!;
      energy += one * one;
    }
    return product / Math.sqrt(energy);
  };
  const best = (from: number, to: number, by: number): number => {
    let found = from;
    let most = -Infinity;
    for (let at = from; at <= to; at += by) {
      const like = likeness(at, by);
      if (like > most) [found, most] = [at, like];
    }
    return found;
  };
  const { from, to } = range;
  if (to <= from) return Math.max(0, to);
  const near = best(from, to, COARSE);
  return best(Math.max(from, near - COARSE), Math.min(to, near + COARSE), 1);
}

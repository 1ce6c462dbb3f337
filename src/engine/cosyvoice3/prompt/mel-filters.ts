/** One triangle over neighbouring FFT bins. */
export interface MelFilter {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

interface FilterBank {
  readonly bins: number;
  readonly fftSize: number;
  readonly sampleRateHz: number;
  readonly minHz: number;
  readonly maxHz: number;
}

/** Slaney's scale: linear below 1000 Hz, logarithmic above. */
const LINEAR_HZ_PER_MEL = 200 / 3;
const LOG_FROM_HZ = 1000;
const LOG_FROM_MEL = LOG_FROM_HZ / LINEAR_HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

function slaneyMel(hz: number): number {
  return hz < LOG_FROM_HZ ? hz / LINEAR_HZ_PER_MEL : LOG_FROM_MEL + Math.log(hz / LOG_FROM_HZ) / LOG_STEP;
}

function slaneyHz(mel: number): number {
  return mel < LOG_FROM_MEL
    ? mel * LINEAR_HZ_PER_MEL
    : LOG_FROM_HZ * Math.exp((mel - LOG_FROM_MEL) * LOG_STEP);
}

function kaldiMel(hz: number): number {
  return 1127 * Math.log(1 + hz / 700);
}

/**
 * Triangles that are straight in Hz, each of the same area. Source: librosa's default mel filters; goldens: mel_fb_*.
 * @returns one filter per mel bin over FFT bins 0 to fftSize / 2
 */
export function slaneyFilters(bank: FilterBank): MelFilter[] {
  const edgesHz = spacedEvenly(slaneyMel(bank.minHz), slaneyMel(bank.maxHz), bank.bins + 2).map(slaneyHz);
  return triangles(
    edgesHz,
    (fftBin) => (fftBin * bank.sampleRateHz) / bank.fftSize,
    bank.fftSize / 2 + 1,
    (left, right) => 2 / (right - left),
  );
}

/**
 * Triangles that are straight in mel, each of peak 1; the Nyquist bin has no weight. Source: Kaldi's fbank.
 * @returns one filter per mel bin over FFT bins 0 to fftSize / 2 - 1
 */
export function kaldiFilters(bank: FilterBank): MelFilter[] {
  const edgesMel = spacedEvenly(kaldiMel(bank.minHz), kaldiMel(bank.maxHz), bank.bins + 2);
  return triangles(
    edgesMel,
    (fftBin) => kaldiMel((fftBin * bank.sampleRateHz) / bank.fftSize),
    bank.fftSize / 2,
    () => 1,
  );
}

/** @returns the filter's weighted sum over one spectrum */
export function applyFilter(filter: MelFilter, spectrum: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < filter.weights.length; i++) sum += filter.weights[i]! * spectrum[filter.firstBin + i]!;
  return sum;
}

function spacedEvenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** Triangle m rises from edge m to edge m + 1 and falls to edge m + 2, in the unit of the edges. */
function triangles(
  edges: readonly number[],
  positionOf: (fftBin: number) => number,
  fftBins: number,
  gain: (left: number, right: number) => number,
): MelFilter[] {
  const positions = Float64Array.from({ length: fftBins }, (_, bin) => positionOf(bin));
  return edges.slice(2).map((right, m) => {
    const left = edges[m]!;
    const centre = edges[m + 1]!;
    const height = gain(left, right);
    const weights: number[] = [];
    let firstBin = 0;
    for (let bin = 0; bin < fftBins; bin++) {
      const at = positions[bin]!;
      const weight = Math.min((at - left) / (centre - left), (right - at) / (right - centre));
      if (weight <= 0) continue;
      if (weights.length === 0) firstBin = bin;
      weights.push(weight * height);
    }
    return { firstBin, weights: Float64Array.from(weights) };
  });
}

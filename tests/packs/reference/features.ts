/**
 * Prompt features by plain loops, written from the specification: slow, in float64, and sharing nothing with the engine.
 */

const TAU = 2 * Math.PI;

/** Index into a signal that is mirrored at its ends without repeating them. */
const mirror = (i: number, length: number): number => {
  const folded = Math.abs(i);
  return folded >= length ? 2 * (length - 1) - folded : folded;
};

const hann = (size: number, n: number): number => 0.5 - 0.5 * Math.cos((TAU * n) / size);

const circles = new Map<number, Float64Array>();

/** cos(2 pi i / size) of one whole turn. */
function circle(size: number): Float64Array {
  const known =
    circles.get(size) ?? Float64Array.from({ length: size }, (_, i) => Math.cos((TAU * i) / size));
  circles.set(size, known);
  return known;
}

/** Real and imaginary part of one bin of a discrete Fourier transform; `size` is a multiple of 4. */
function bin(frame: readonly number[], k: number, size: number): [number, number] {
  const cosines = circle(size);
  let re = 0;
  let im = 0;
  for (let n = 0; n < frame.length; n++) {
    const turn = (k * n) % size;
    re += frame[n]! * cosines[turn]!;
    // minus sine is the cosine a quarter turn later
    im += frame[n]! * cosines[(turn + size / 4) % size]!;
  }
  return [re, im];
}

/** Band-limited interpolation: Hann-windowed sinc, width 6, roll-off 0.99. */
export function resample(signal: ArrayLike<number>, from: number, to: number): number[] {
  if (from === to) return Array.from(signal);
  const divisor = gcd(from, to);
  const o = from / divisor;
  const n = to / divisor;
  const base = Math.min(o, n) * 0.99;
  const width = Math.ceil((6 * o) / base);
  const out: number[] = [];
  for (let j = 0; j < Math.ceil((n * signal.length) / o); j++) {
    const phase = j % n;
    const start = Math.floor(j / n) * o;
    let sum = 0;
    for (let k = -width; k < width + o; k++) {
      const t = Math.max(-6, Math.min(6, (k / o - phase / n) * base));
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
      const weight = Math.fround((sinc * Math.cos((Math.PI * t) / 12) ** 2 * base) / o);
      sum += weight * (signal[start + k] ?? 0);
    }
    out.push(sum);
  }
  return out;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Trimmed to -60 dB, peak at most 0.8, 0.3 s of silence behind. */
export function cleaned(samples: Float32Array, rate: number): Float32Array {
  const frame = Math.round(0.0275 * rate);
  const hop = Math.round(0.01375 * rate);
  const energies: number[] = [];
  for (let f = 0; f <= Math.floor(samples.length / hop); f++) {
    let sum = 0;
    for (let n = 0; n < frame; n++) sum += (samples[f * hop - Math.floor(frame / 2) + n] ?? 0) ** 2;
    energies.push(sum);
  }
  const floor = Math.max(...energies) * 1e-6;
  const first = energies.findIndex((energy) => energy > floor);
  const last = energies.findLastIndex((energy) => energy > floor);
  const speech = samples.slice(first * hop, Math.min(samples.length, (last + 1) * hop));
  const peak = Math.max(...speech.map(Math.abs));
  const gain = peak > 0.8 ? 0.8 / peak : 1;
  const out = new Float32Array(speech.length + Math.round(0.3 * rate));
  speech.forEach((sample, i) => (out[i] = sample * gain));
  return out;
}

const slaneyMel = (hz: number): number =>
  hz < 1000 ? (3 * hz) / 200 : 15 + Math.log(hz / 1000) / (Math.log(6.4) / 27);
const slaneyHz = (mel: number): number =>
  mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((mel - 15) * (Math.log(6.4) / 27));

function slaneyBank(bins: number, size: number, rate: number, topHz: number): number[][] {
  const edges = Array.from({ length: bins + 2 }, (_, i) => slaneyHz((slaneyMel(topHz) * i) / (bins + 1)));
  return Array.from({ length: bins }, (_, m) =>
    Array.from({ length: size / 2 + 1 }, (_, k) => {
      const hz = (k * rate) / size;
      const up = (hz - edges[m]!) / (edges[m + 1]! - edges[m]!);
      const down = (edges[m + 2]! - hz) / (edges[m + 2]! - edges[m + 1]!);
      return Math.max(0, Math.min(up, down)) * (2 / (edges[m + 2]! - edges[m]!));
    }),
  );
}

/** Whisper's log mel, [128][F]. */
export function tokenizerMel(signal: readonly number[]): number[][] {
  const bank = slaneyBank(128, 400, 16_000, 8000);
  const frames = Math.floor(signal.length / 160);
  const out: number[][] = Array.from({ length: 128 }, () => []);
  for (let f = 0; f < frames; f++) {
    const frame = Array.from(
      { length: 400 },
      (_, n) => hann(400, n) * signal[mirror(f * 160 - 200 + n, signal.length)]!,
    );
    const power = Array.from({ length: 201 }, (_, k) => {
      const [re, im] = bin(frame, k, 400);
      return re * re + im * im;
    });
    bank.forEach((row, m) => out[m]!.push(Math.log10(Math.max(1e-10, dot(row, power)))));
  }
  const top = Math.max(...out.map((row) => Math.max(...row)));
  return out.map((row) => row.map((value) => (Math.max(value, top - 8) + 4) / 4));
}

/** Kaldi's filter bank without its mean, [F][80]. */
export function speakerFbank(signal: readonly number[]): number[][] {
  const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);
  const [low, high] = [mel(20), mel(8000)];
  const edge = (i: number) => low + ((high - low) * i) / 81;
  const frames = 1 + Math.floor((signal.length - 400) / 160);
  const out: number[][] = [];
  for (let f = 0; f < frames; f++) {
    const raw = signal.slice(f * 160, f * 160 + 400);
    const mean = raw.reduce((sum, x) => sum + x, 0) / 400;
    const centred = raw.map((x) => x - mean);
    const shaped = centred.map((x, i) => {
      const povey = (0.5 - 0.5 * Math.cos((TAU * i) / 399)) ** 0.85;
      return (x - 0.97 * centred[Math.max(0, i - 1)]!) * povey;
    });
    const power = Array.from({ length: 256 }, (_, k) => {
      const [re, im] = bin(shaped, k, 512);
      return re * re + im * im;
    });
    out.push(
      Array.from({ length: 80 }, (_, m) => {
        let sum = 0;
        for (let k = 0; k < 256; k++) {
          const at = mel((k * 16_000) / 512);
          const up = (at - edge(m)) / (edge(m + 1) - edge(m));
          const down = (edge(m + 2) - at) / (edge(m + 2) - edge(m + 1));
          sum += Math.max(0, Math.min(up, down)) * power[k]!;
        }
        return Math.log(Math.max(sum, 1.1920929e-7));
      }),
    );
  }
  const means = Array.from({ length: 80 }, (_, m) => out.reduce((sum, row) => sum + row[m]!, 0) / frames);
  return out.map((row) => row.map((value, m) => value - means[m]!));
}

/** The flow's mel, [F][80]. */
export function flowMel(signal: readonly number[]): number[][] {
  const bank = slaneyBank(80, 1920, 24_000, 12_000);
  const frames = Math.floor((signal.length + 1440 - 1920) / 480) + 1;
  const out: number[][] = [];
  for (let f = 0; f < frames; f++) {
    const frame = Array.from(
      { length: 1920 },
      (_, n) => hann(1920, n) * signal[mirror(f * 480 - 720 + n, signal.length)]!,
    );
    const magnitude = Array.from({ length: 961 }, (_, k) => {
      const [re, im] = bin(frame, k, 1920);
      return Math.sqrt(re * re + im * im + 1e-9);
    });
    out.push(bank.map((row) => Math.log(Math.max(1e-5, dot(row, magnitude)))));
  }
  return out;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

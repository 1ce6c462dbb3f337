/** Programme loudness by ITU-R BS.1770-4 / EBU R 128. */

const BLOCK_SEC = 0.4;
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * @param channels mono or left and right (each counts fully; surround weights are not applied)
 * @returns integrated loudness in LUFS; -70, the absolute gate, when nothing is above it. Less than 0.4 s is one block.
 */
export function integratedLoudness(channels: readonly Float32Array[], sampleRateHz: number): number {
  return gated(
    channels.map((channel) => {
      const meter = new LoudnessMeter(sampleRateHz);
      meter.add(channel);
      return meter;
    }),
  );
}

/** Loudness of one channel that comes in blocks; ten numbers a second are kept of it. */
export class LoudnessMeter {
  private readonly filters: readonly Filter[];
  private readonly stepSamples: number;
  private readonly steps: number[] = [];
  private open = 0;
  private inOpen = 0;
  private total = 0;
  private length = 0;

  constructor(sampleRateHz: number) {
    this.filters = [filter(headShelf(sampleRateHz)), filter(lowCut(sampleRateHz))];
    this.stepSamples = Math.round((BLOCK_SEC / STEPS_PER_BLOCK) * sampleRateHz);
  }

  add(samples: Float32Array): void {
    const weighted = Float64Array.from(samples);
    for (const apply of this.filters) apply(weighted);
    for (let at = 0; at < weighted.length; at++) {
      const power = weighted[at]! * weighted[at]!;
      this.total += power;
      this.open += power;
      if (++this.inOpen < this.stepSamples) continue;
      this.steps.push(this.open);
      this.open = 0;
      this.inOpen = 0;
    }
    this.length += weighted.length;
  }

  /** As `integratedLoudness`. */
  integrated(): number {
    return gated([this]);
  }

  /** @returns weighted power of each 400 ms block, every 100 ms */
  blockPowers(): number[] {
    const { steps, stepSamples, length, total } = this;
    if (steps.length < STEPS_PER_BLOCK) return length === 0 ? [] : [total / length];
    return Array.from({ length: steps.length - STEPS_PER_BLOCK + 1 }, (_, at) => {
      let sum = 0;
      for (let step = at; step < at + STEPS_PER_BLOCK; step++) sum += steps[step]!;
      return sum / (stepSamples * STEPS_PER_BLOCK);
    });
  }
}

function gated(channels: readonly LoudnessMeter[]): number {
  const [first = [], ...others] = channels.map((channel) => channel.blockPowers());
  const powers = first.map((power, at) => others.reduce((sum, other) => sum + other[at]!, power));
  const loud = powers.filter((power) => lufs(power) > ABSOLUTE_GATE_LUFS);
  if (loud.length === 0) return ABSOLUTE_GATE_LUFS;
  const gate = lufs(mean(loud)) + RELATIVE_GATE_LU;
  return lufs(mean(loud.filter((power) => lufs(power) > gate)));
}

/** The standard gives coefficients at 48 kHz only; these analogue parameters reproduce them and fit any rate. */
function headShelf(sampleRateHz: number): Biquad {
  const gain = 10 ** (3.999843853973347 / 20);
  const bend = gain ** 0.4996667741545416;
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const damping = k / 0.7071752369554196;
  const scale = 1 + damping + k * k;
  return {
    b0: (gain + bend * damping + k * k) / scale,
    b1: (2 * (k * k - gain)) / scale,
    b2: (gain - bend * damping + k * k) / scale,
    a1: (2 * (k * k - 1)) / scale,
    a2: (1 - damping + k * k) / scale,
  };
}

function lowCut(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const damping = k / 0.5003270373238773;
  const scale = 1 + damping + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / scale, a2: (1 - damping + k * k) / scale };
}

/** Goes on where the last block ended. */
type Filter = (samples: Float64Array) => void;

function filter({ b0, b1, b2, a1, a2 }: Biquad): Filter {
  let z1 = 0;
  let z2 = 0;
  return (samples) => {
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]!;
      const y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      samples[i] = y;
    }
  };
}

const lufs = (power: number) => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

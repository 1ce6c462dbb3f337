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
  const step = Math.round((BLOCK_SEC / STEPS_PER_BLOCK) * sampleRateHz);
  const powers = blockPowers(channels, sampleRateHz, step);
  const loud = powers.filter((power) => lufs(power) > ABSOLUTE_GATE_LUFS);
  if (loud.length === 0) return ABSOLUTE_GATE_LUFS;
  const gate = lufs(mean(loud)) + RELATIVE_GATE_LU;
  return lufs(mean(loud.filter((power) => lufs(power) > gate)));
}

/** @returns weighted power of each 400 ms block, every 100 ms */
function blockPowers(channels: readonly Float32Array[], sampleRateHz: number, step: number): number[] {
  const length = channels[0]?.length ?? 0;
  const steps = new Float64Array(Math.floor(length / step));
  let total = 0;
  for (const channel of channels) {
    const weighted = kWeighted(channel, sampleRateHz);
    for (let i = 0; i < length; i++) {
      const power = weighted[i]! * weighted[i]!;
      total += power;
      const at = Math.floor(i / step);
      if (at < steps.length) steps[at]! += power;
    }
  }
  if (steps.length < STEPS_PER_BLOCK) return length === 0 ? [] : [total / length];
  return Array.from(
    { length: steps.length - STEPS_PER_BLOCK + 1 },
    (_, at) =>
      steps.subarray(at, at + STEPS_PER_BLOCK).reduce((sum, power) => sum + power, 0) /
      (step * STEPS_PER_BLOCK),
  );
}

function kWeighted(samples: Float32Array, sampleRateHz: number): Float64Array {
  const weighted = Float64Array.from(samples);
  filter(weighted, headShelf(sampleRateHz));
  filter(weighted, lowCut(sampleRateHz));
  return weighted;
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

function filter(samples: Float64Array, { b0, b1, b2, a1, a2 }: Biquad): void {
  let z1 = 0;
  let z2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + z1;
    z1 = b1 * x - a1 * y + z2;
    z2 = b2 * x - a2 * y;
    samples[i] = y;
  }
}

const lufs = (power: number) => -0.691 + 10 * Math.log10(power);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Plain maths on what a microphone delivers: no browser in here. */

/** One block from the microphone: one array per channel, all of the same length, samples in [-1, 1]. */
export type Block = readonly Float32Array[];

/** Joins blocks into whole channels. */
export interface PcmAssembly {
  add(block: Block): void;
  /** Samples per channel so far. */
  readonly length: number;
  /** One array per channel. A channel that a block lacks repeats that block's first one. */
  join(): Float32Array[];
}

export function createPcmAssembly(): PcmAssembly {
  const blocks: Block[] = [];
  let length = 0;
  return {
    add: (block) => {
      if (!block[0]?.length) return;
      blocks.push(block);
      length += block[0].length;
    },
    get length() {
      return length;
    },
    join: () => {
      const channelCount = Math.max(1, ...blocks.map((block) => block.length));
      return Array.from({ length: channelCount }, (_, channel) => {
        const joined = new Float32Array(length);
        let at = 0;
        for (const block of blocks) {
          const part = block[channel] ?? block[0]!;
          joined.set(part, at);
          at += part.length;
        }
        return joined;
      });
    },
  };
}

/** Below this a channel carries nothing: the open second input of an audio interface. −80 dBFS. */
const DEAD_PEAK = 1e-4;

/**
 * Leaves out channels that say nothing new, so that a mono microphone on a stereo input is not halved by mixing.
 * @returns at least one channel
 */
export function distinctChannels(channels: readonly Float32Array[]): Float32Array[] {
  const alive = channels.filter((channel) => channel.some((sample) => Math.abs(sample) > DEAD_PEAK));
  const distinct = alive.filter(
    (channel, index) => !alive.slice(0, index).some((earlier) => sameSamples(earlier, channel)),
  );
  return distinct.length > 0 ? distinct : channels.slice(0, 1);
}

function sameSamples(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((sample, index) => sample === b[index]);
}

/** Level of a block: the loudest sample and the average power, in dBFS. */
export interface Level {
  readonly peakDb: number;
  readonly rmsDb: number;
}

export const silence: Level = { peakDb: -Infinity, rmsDb: -Infinity };

/** @returns the level of the loudest channel */
export function levelOf(block: Block): Level {
  let peak = 0;
  let power = 0;
  for (const channel of block) {
    let sum = 0;
    for (const sample of channel) {
      peak = Math.max(peak, Math.abs(sample));
      sum += sample * sample;
    }
    if (channel.length > 0) power = Math.max(power, sum / channel.length);
  }
  return { peakDb: 20 * Math.log10(peak), rmsDb: 10 * Math.log10(power) };
}

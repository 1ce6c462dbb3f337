/**
 * ADPCM of WAV files: four bits a sample, in blocks that start afresh.
 * Source: Microsoft's "Multimedia Data Standards Update" (1994), WAVE_FORMAT_ADPCM and WAVE_FORMAT_DVI_ADPCM.
 */
export type AdpcmKind = 'adpcm-ms' | 'adpcm-ima';

const msAdaptation = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
const msCoefficients = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
] as const;

const imaIndexSteps = [-1, -1, -1, -1, 2, 4, 6, 8];
const IMA_LAST_STEP = 88;
/** 7, 8, 9, … 32767: each about 1.1 times the one before, by this table of the format. */
const imaSteps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
] as const;

/**
 * @param block one block, as long as the file says blocks are, or what is left of the last one
 * @returns one array a channel, all of one length; empty arrays for a block without a whole header
 */
export function decodeAdpcmBlock(kind: AdpcmKind, block: Uint8Array, channelCount: number): Float32Array[] {
  const headerBytes = (kind === 'adpcm-ms' ? 7 : 4) * channelCount;
  if (block.length < headerBytes) return Array.from({ length: channelCount }, () => new Float32Array(0));
  return kind === 'adpcm-ms' ? msBlock(block, channelCount) : imaBlock(block, channelCount);
}

function msBlock(block: Uint8Array, channelCount: number): Float32Array[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const header = 7 * channelCount;
  const frames = 2 + Math.floor(((block.length - header) * 2) / channelCount);
  const field = (index: number, channel: number) =>
    view.getInt16(channelCount + 2 * (index * channelCount + channel), true);
  const states = Array.from({ length: channelCount }, (_, channel) => ({
    coefficients: msCoefficients[Math.min(block[channel]!, msCoefficients.length - 1)]!,
    delta: field(0, channel),
    newer: field(1, channel),
    older: field(2, channel),
  }));
  const out = states.map(({ newer, older }) => {
    const samples = new Float32Array(frames);
    samples[0] = older / 32_768;
    samples[1] = newer / 32_768;
    return samples;
  });
  for (let i = 0; i < (frames - 2) * channelCount; i++) {
    const byte = block[header + (i >> 1)]!;
    const nibble = i & 1 ? byte & 15 : byte >> 4;
    const state = states[i % channelCount]!;
    const [first, second] = state.coefficients;
    const predicted = (state.newer * first + state.older * second) >> 8;
    const sample = clamp16(predicted + (nibble > 7 ? nibble - 16 : nibble) * state.delta);
    state.older = state.newer;
    state.newer = sample;
    // bounded: a hostile block could let it grow without end
    state.delta = Math.min(1 << 20, Math.max(16, (msAdaptation[nibble]! * state.delta) >> 8));
    out[i % channelCount]![2 + Math.floor(i / channelCount)] = sample / 32_768;
  }
  return out;
}

function imaBlock(block: Uint8Array, channelCount: number): Float32Array[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const header = 4 * channelCount;
  // groups of eight samples of one channel after the other, four bytes each
  const groups = Math.floor((block.length - header) / header);
  return Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(1 + groups * 8);
    let sample = view.getInt16(channel * 4, true);
    let step = Math.min(IMA_LAST_STEP, block[channel * 4 + 2]!);
    samples[0] = sample / 32_768;
    for (let i = 0; i < groups * 8; i++) {
      const byte = block[header + ((i >> 3) * channelCount + channel) * 4 + ((i & 7) >> 1)]!;
      const nibble = i & 1 ? byte >> 4 : byte & 15;
      const size = imaSteps[step]!;
      const change =
        (size >> 3) + (nibble & 4 ? size : 0) + (nibble & 2 ? size >> 1 : 0) + (nibble & 1 ? size >> 2 : 0);
      sample = clamp16(nibble & 8 ? sample - change : sample + change);
      step = Math.min(IMA_LAST_STEP, Math.max(0, step + imaIndexSteps[nibble & 7]!));
      samples[i + 1] = sample / 32_768;
    }
    return samples;
  });
}

function clamp16(value: number): number {
  return value < -32_768 ? -32_768 : value > 32_767 ? 32_767 : value;
}

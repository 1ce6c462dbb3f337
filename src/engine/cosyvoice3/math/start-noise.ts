import { StudioError } from '#contract/errors';
import { MAX_MEL_FRAMES, MEL_BINS } from '../geometry';
import { Mt19937 } from './mt19937';

const SIZE = MEL_BINS * MAX_MEL_FRAMES;
/** torch's normal generator turns 16 uniforms at a time into 16 normals. */
const BLOCK = 16;

let matrix: Float32Array | undefined;

/**
 * What the flow starts from: the first columns of one fixed matrix, the same for every take.
 * @param frames mel frames of prompt and output together, 1 to 15 000
 * @returns standard normal numbers, shape (80, frames), row by row; a fresh array that the caller may change
 * @throws StudioError 'text-too-long' beyond 15 000 frames
 * Source: torch's CPU generator seeded with 0, one call of shape (80, 15000); golden: rand-noise-seed0.
 */
export function startNoise(frames: number): Float32Array<ArrayBuffer> {
  if (frames > MAX_MEL_FRAMES) {
    throw new StudioError('text-too-long', { frames, max: MAX_MEL_FRAMES });
  }
  const noise = new Float32Array(MEL_BINS * frames);
  matrix ??= normalMatrix();
  for (let bin = 0; bin < MEL_BINS; bin++) {
    noise.set(matrix.subarray(bin * MAX_MEL_FRAMES, bin * MAX_MEL_FRAMES + frames), bin * frames);
  }
  return noise;
}

function normalMatrix(): Float32Array {
  const twister = new Mt19937(0);
  const values = new Float32Array(SIZE);
  for (let i = 0; i < SIZE; i++) values[i] = (twister.nextUint32() & 0xff_ffff) / 0x100_0000;
  for (let block = 0; block < SIZE; block += BLOCK) {
    for (let j = block; j < block + BLOCK / 2; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - values[j]!));
      const angle = 2 * Math.PI * values[j + BLOCK / 2]!;
      values[j] = radius * Math.cos(angle);
      values[j + BLOCK / 2] = radius * Math.sin(angle);
    }
  }
  return values;
}

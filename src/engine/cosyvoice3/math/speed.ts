import type { MelRows } from '../mel';

/**
 * Slower or faster speech by resizing the mel along time; the pitch stays, because it is predicted from the result.
 * Linear between frames, half-pixel convention.    @param speed 0.5 to 2; 1 returns `mel` itself
 * @returns floor(frames / speed) frames, at least one    Source: the reference's interpolation; golden: speed_interp.
 */
export function resizeForSpeed(mel: MelRows, speed: number): MelRows {
  if (speed === 1) return mel;
  const frames = Math.max(1, Math.trunc(mel.frames / speed));
  const data = new Float32Array(mel.bins * frames);
  const scale = mel.frames / frames;
  for (let j = 0; j < frames; j++) {
    const position = Math.max(0, (j + 0.5) * scale - 0.5);
    const left = Math.min(Math.floor(position), mel.frames - 1);
    const right = Math.min(left + 1, mel.frames - 1);
    const share = position - left;
    for (let bin = 0; bin < mel.bins; bin++) {
      const row = bin * mel.frames;
      data[bin * frames + j] = mel.data[row + left]! * (1 - share) + mel.data[row + right]! * share;
    }
  }
  return { data, bins: mel.bins, frames };
}

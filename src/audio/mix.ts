/**
 * @param channels of one length
 * @returns their arithmetic mean, as CosyVoice loads prompts; a single channel is returned as it is
 */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
  const first = channels[0] ?? new Float32Array(0);
  if (channels.length < 2) return first;
  const mixed = new Float32Array(first.length);
  for (let i = 0; i < mixed.length; i++) {
    let sum = 0;
    for (const channel of channels) sum += channel[i]!;
    mixed[i] = sum / channels.length;
  }
  return mixed;
}

/** @returns how many samples are NaN or infinite, in all channels together */
export function countNotFinite(channels: readonly Float32Array[]): number {
  let count = 0;
  for (const channel of channels)
    for (let i = 0; i < channel.length; i++) if (!Number.isFinite(channel[i])) count++;
  return count;
}

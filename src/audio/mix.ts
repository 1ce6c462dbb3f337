/**
 * @param channels of one length
 * @param weights one a channel; without them all count the same
 * @returns their arithmetic mean, as CosyVoice loads prompts, or their weighted sum; a single channel is returned as it is
 */
export function mixDown(channels: readonly Float32Array[], weights?: readonly number[]): Float32Array {
  const first = channels[0] ?? new Float32Array(0);
  if (channels.length < 2) return first;
  const mixed = new Float32Array(first.length);
  for (let i = 0; i < mixed.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels.length; channel++)
      sum += channels[channel]![i]! * (weights ? (weights[channel] ?? 0) : 1);
    mixed[i] = weights ? sum : sum / channels.length;
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

/**
 * Waveform overview: the largest absolute sample of each of `count` equal parts, 0 to 1, three decimals.
 * @returns `count` values; fewer when there are fewer samples, none for no samples. Samples beyond full scale give 1, NaN gives 0.
 */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const parts = Math.min(count, samples.length);
  return Array.from({ length: parts }, (_, part) => {
    const end = Math.floor(((part + 1) * samples.length) / parts);
    let peak = 0;
    for (let i = Math.floor((part * samples.length) / parts); i < end; i++) {
      const magnitude = Math.abs(samples[i]!);
      if (magnitude > peak) peak = magnitude;
    }
    return Math.round(Math.min(1, peak) * 1000) / 1000;
  });
}

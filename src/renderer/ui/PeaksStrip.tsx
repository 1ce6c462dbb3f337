interface PeaksStripProps {
  /** Absolute peaks, 0 to 1. */
  readonly peaks: readonly number[];
  readonly bars?: number;
}

/** A waveform as a picture: one path, nothing to click; light enough for every chip and row. */
export function PeaksStrip({ peaks, bars = 32 }: PeaksStripProps) {
  const loudest = Math.max(0.05, ...peaks);
  const path = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars));
    const half = Math.max(0.04, Math.max(0, ...peaks.slice(from, to)) / loudest) * 9;
    return `M${bar * 3 + 1} ${(10 - half).toFixed(1)}V${(10 + half).toFixed(1)}`;
  }).join('');
  return (
    <svg viewBox={`0 0 ${bars * 3} 20`} preserveAspectRatio="none" width="100%" height="100%" aria-hidden>
      <path d={path} stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" />
    </svg>
  );
}

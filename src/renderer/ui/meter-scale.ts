/** The quietest level a meter shows; below is room noise of any room. */
const FLOOR_DB = -60;

/** @returns where a level stands on a meter from −60 to 0 dBFS, 0 to 1 */
export function meterPosition(db: number): number {
  return Math.min(1, Math.max(0, (db - FLOOR_DB) / -FLOOR_DB));
}

export type LevelAdvice = 'silent' | 'low' | 'good' | 'hot';

/** @returns what a peak means for a recording: speech should peak between −24 and −1 dBFS */
export function levelAdvice(peakDb: number): LevelAdvice {
  if (peakDb > -1) return 'hot';
  if (peakDb > -24) return 'good';
  return peakDb > -50 ? 'low' : 'silent';
}

/** Peak hold: falls by 12 dB a second, so that the eye can follow. */
export function holdPeak(heldDb: number, peakDb: number, passedMs: number): number {
  const fallen = heldDb - (12 * passedMs) / 1000;
  return Math.max(peakDb, Number.isFinite(fallen) ? fallen : peakDb);
}

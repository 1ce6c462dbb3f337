/** @returns seconds as a clock: 0:03.2, 12:04.0; tenths, because takes are compared by them. */
export function clockTime(sec: number): string {
  const tenths = Math.max(0, Math.round(sec * 10));
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`;
}

/** @returns seconds as a clock without tenths, for what is only reckoned: 0:03, 12:04. */
export function roundClock(sec: number): string {
  const whole = Math.max(0, Math.round(sec));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** @returns a stretch of time as short as it can be said: 80 ms, 2.9 s, 3 min 05 s. */
export function elapsed(ms: number): string {
  if (ms < 950) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const sec = Math.round(ms / 1000);
  return `${Math.floor(sec / 60)} min ${String(sec % 60).padStart(2, '0')} s`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** @returns decimal units with at most one decimal, e.g. "312 MB", "1.4 GB" */
export function formatBytes(bytes: number): string {
  const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${byteUnits[step]}`;
}

/** Numbers as the window writes them. */

/** @returns seconds with `digits` decimals, e.g. "3.19" */
export const formatSec = (sec: number, digits = 1): string => sec.toFixed(digits);

/** @returns a sample rate in kHz without trailing zeros, e.g. "44.1" */
export const formatKiloHertz = (rateHz: number): string => String(Math.round(rateHz / 100) / 10);

/** @returns the day and time in the words of `language`, without the year when it is this one */
export function formatDateTime(iso: string, language: string, now = new Date()): string {
  const date = new Date(iso);
  return new Intl.DateTimeFormat(language, {
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** @returns the day in the words of `language`, e.g. "26 Nov 2026" */
export const formatDate = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso));

/** @returns the time of day, e.g. "12:04:31" */
export function formatTimeOfDay(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** @param mark in front of the milliseconds @returns "01:02:03,456" */
export function clock(sec: number, mark: ',' | '.'): string {
  const ms = Math.round(sec * 1000);
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60];
  return `${part(hours, 2)}:${part(minutes, 2)}:${part(seconds, 2)}${mark}${part(ms % 1000, 3)}`;
}

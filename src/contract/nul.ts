/**
 * A text that holds a NUL is another text for whatever is written in C: SQLite, file names and eSpeak end it there, or
 * end the process. Nobody types one.
 * @param value plain data, as it crosses a port; numbers and bytes are not looked through
 */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return Object.entries(value).some(([key, member]) => key.includes('\0') || holdsNul(member));
}

const utf8 = new TextEncoder();

export type Part = Uint8Array | string | readonly number[];

/** @returns parts one after another: bytes as they are, texts as UTF-8 */
export function joined(...parts: readonly Part[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? utf8.encode(part) : Uint8Array.from(part)));
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Big-endian, as MP4 and ID3 have it. */
export const u16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];

/** Little-endian, as RIFF has it. */
export const u32le = (value: number): number[] => u32(value).reverse();

import { ascii } from '#audio/wav-chunks';

/**
 * What an Ogg file that was cut off still holds: decoders want whole pages, and a page may hold a second of sound.
 * @returns a copy whose last page is shortened to its whole packets; undefined when the file ends with a whole page
 * Source: RFC 3533, section 6.
 */
export function mendOgg(bytes: Uint8Array): Uint8Array | undefined {
  let at = 0;
  while (at + 27 <= bytes.length && ascii(bytes, at) === 'OggS') {
    const lacing = bytes.subarray(at + 27, at + 27 + bytes[at + 26]!);
    const body = at + 27 + bytes[at + 26]!;
    const end = body + lacing.reduce((sum, size) => sum + size, 0);
    if (end > bytes.length) return shortened(bytes, at, body, lacing);
    at = end;
  }
  return at < bytes.length ? bytes.slice(0, at) : undefined;
}

function shortened(bytes: Uint8Array, start: number, body: number, lacing: Uint8Array): Uint8Array {
  let segments = 0;
  let kept = 0;
  for (let i = 0, size = 0; i < lacing.length; i++) {
    size += lacing[i]!;
    if (body + size > bytes.length) break;
    // a segment of 255 bytes goes on in the next
    if (lacing[i] === 255) continue;
    segments = i + 1;
    kept = size;
  }
  if (segments === 0) return bytes.slice(0, start);
  const table = start + 27 + segments;
  const mended = new Uint8Array(table + kept);
  mended.set(bytes.subarray(0, table));
  mended.set(bytes.subarray(body, body + kept), table);
  mended[start + 26] = segments;
  new DataView(mended.buffer).setUint32(start + 22, 0, true);
  new DataView(mended.buffer).setUint32(start + 22, pageChecksum(mended.subarray(start)), true);
  return mended;
}

/** CRC-32 with polynomial 0x04c11db7, not reflected, starting with 0. */
function pageChecksum(page: Uint8Array): number {
  let checksum = 0;
  for (const byte of page) {
    checksum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) checksum = (checksum << 1) ^ (checksum < 0 ? 0x04c11db7 : 0);
  }
  return checksum >>> 0;
}

/** @returns how long STREAMINFO says the file is; undefined when it does not say, or is cut off */
export function announcedFlacSec(bytes: Uint8Array): number | undefined {
  // "fLaC", a block header of four bytes, then 20 bits of rate behind ten bytes and 36 bits of samples (RFC 9639, 8.2)
  if (bytes.length < 26) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rateHz = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  return rateHz === 0 || samples === 0 ? undefined : samples / rateHz;
}

/** Half precision as 16 raw bits: Node 20 gives such tensors as Uint16Array, Electron's Node 24 as Float16Array. */

/** @returns the number that one half-precision pattern stands for */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Every value of a half-precision body, whichever array type the runtime chose, as float32. */
export function float16ToFloat32(body: ArrayBufferView): Float32Array<ArrayBuffer> {
  const bits = new Uint16Array(body.buffer, body.byteOffset, body.byteLength / 2);
  return Float32Array.from(bits, float16ToNumber);
}

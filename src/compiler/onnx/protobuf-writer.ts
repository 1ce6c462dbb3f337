/** Messages of protocol buffers, field by field: all that an ONNX file needs. */

export type Bytes = Uint8Array;

/** A field that holds an integer, negative ones included. */
export function integer(field: number, value: number | bigint): Bytes {
  return Buffer.concat([varint(field << 3), varint(BigInt.asUintN(64, BigInt(value)))]);
}

/** A field that holds one float32. */
export function float32(field: number, value: number): Bytes {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), bytes]);
}

/** A field that holds text, bytes or a message of fields. */
export function nested(field: number, ...content: readonly (string | Bytes)[]): Bytes {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

function varint(value: number | bigint): Bytes {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

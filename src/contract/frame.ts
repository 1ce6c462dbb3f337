import { StudioError } from './errors';

/**
 * One value as bytes: JSON for the structure, typed arrays as raw little-endian bodies behind it (no base64).
 * Layout: uint32 header length, UTF-8 JSON header, padding to 8, then the bodies, each padded to 8.
 * Used by the WebSocket port and by voice profile files.
 */
const arrays = {
  Uint8Array,
  Int8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
} as const;
type ArrayName = keyof typeof arrays;
type AnyTypedArray = InstanceType<(typeof arrays)[ArrayName]>;

/** Marks a typed array in the JSON header. */
const MARK = '\u0000array';

interface ArrayMark {
  readonly [MARK]: ArrayName;
  readonly at: number;
  readonly length: number;
}

const padded = (bytes: number) => (bytes + 7) & ~7;

/** @returns `value` as one frame. Undefined members are dropped, as in JSON. */
export function encodeFrame(value: unknown): Uint8Array {
  const bodies: Uint8Array[] = [];
  let bodyBytes = 0;
  const header = new TextEncoder().encode(
    JSON.stringify(value ?? null, function (this: Record<string, unknown>, key, member: unknown) {
      // a Buffer is a Uint8Array, but its toJSON has already made `member` an object of numbers
      const array = this[key] as AnyTypedArray;
      const name = arrayNameOf(array);
      if (!name) return member;
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      const mark: ArrayMark = { [MARK]: name, at: bodyBytes, length: array.length };
      bodies.push(bytes);
      bodyBytes += padded(bytes.length);
      return mark;
    }),
  );
  const start = padded(4 + header.length);
  const frame = new Uint8Array(start + bodyBytes);
  new DataView(frame.buffer).setUint32(0, header.length, true);
  frame.set(header, 4);
  let at = start;
  for (const body of bodies) {
    frame.set(body, at);
    at += padded(body.length);
  }
  return frame;
}

/** @throws StudioError 'bad-request' when the bytes are not a frame. */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length < 4) throw notAFrame();
  const headerBytes = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true);
  const start = padded(4 + headerBytes);
  if (4 + headerBytes > frame.length) throw notAFrame();
  // marks that share a body would make gigabytes of a few: all arrays together are no longer than what came
  let unclaimed = frame.length - start;
  try {
    const header = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, 4 + headerBytes));
    return JSON.parse(header, (_key, member: unknown) => {
      if (typeof member !== 'object' || member === null || !Object.hasOwn(member, MARK)) return member;
      const { [MARK]: name, at, length } = member as ArrayMark;
      const Array = Object.hasOwn(arrays, name) ? arrays[name] : undefined;
      if (!Array || !Number.isInteger(at) || !Number.isInteger(length) || at < 0 || length < 0)
        throw notAFrame();
      const from = start + at;
      const bytes = length * Array.BYTES_PER_ELEMENT;
      const to = from + bytes;
      unclaimed -= bytes;
      if (to > frame.length || unclaimed < 0) throw notAFrame();
      // a Buffer's own slice is a view: its buffer would be the whole file
      return new Array(Uint8Array.prototype.slice.call(frame, from, to).buffer);
    });
  } catch (cause) {
    throw cause instanceof StudioError ? cause : notAFrame(cause);
  }
}

function arrayNameOf(value: unknown): ArrayName | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag in arrays ? (tag as ArrayName) : undefined;
}

function notAFrame(cause?: unknown): StudioError {
  return new StudioError('bad-request', { why: 'frame' }, cause);
}

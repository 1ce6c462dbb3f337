import { describe, expect, test } from 'vitest';
import { mulberry32 } from '#audio/mulberry32';
import { StudioError } from './errors';
import { decodeFrame, encodeFrame } from './frame';

describe('a frame', () => {
  test('carries nested values and every kind of typed array unchanged', () => {
    const value = {
      name: '声音',
      empty: new Float32Array(0),
      list: [new Uint8Array([1, 2, 3]), null, { deep: new Float64Array([Math.PI, -0]) }],
      tokens: new BigInt64Array([1n, -2n]),
      samples: new Float32Array([0.5, NaN, Infinity]),
    };
    expect(decodeFrame(encodeFrame(value))).toEqual(value);
  });

  test('reads a frame at an odd offset of a larger buffer, as sockets deliver them', () => {
    const frame = encodeFrame({ samples: new Float32Array([1, 2]) });
    const shifted = new Uint8Array(frame.length + 3);
    shifted.set(frame, 3);
    expect(decodeFrame(shifted.subarray(3))).toEqual({ samples: new Float32Array([1, 2]) });
  });

  test('reads a frame that is a Buffer, as files and sockets of Node give it', () => {
    const value = { gain: new Float32Array([1, 2, 3]), bands: new Uint8Array([4, 5]) };
    expect(decodeFrame(Buffer.from(encodeFrame(value)))).toEqual(value);
  });

  test('sends only the viewed part of a larger buffer', () => {
    const view = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    expect(decodeFrame(encodeFrame(view))).toEqual(new Float32Array([1, 2]));
  });

  test('makes no more arrays of a body than it has bytes', () => {
    const header = (marks: number) =>
      new TextEncoder().encode(
        JSON.stringify(
          Array.from({ length: marks }, () => ({ '\0array': 'Uint8Array', at: 0, length: 4000 })),
        ),
      );
    const framed = (json: Uint8Array) => {
      const start = (4 + json.length + 7) & ~7;
      const frame = new Uint8Array(start + 4000);
      new DataView(frame.buffer).setUint32(0, json.length, true);
      frame.set(json, 4);
      return frame;
    };
    expect(decodeFrame(framed(header(1)))).toHaveLength(1);
    expect(() => decodeFrame(framed(header(2)))).toThrow(StudioError);
    expect(() => decodeFrame(framed(header(1000)))).toThrow(StudioError);
  });

  test('carries a Buffer as the bytes it is', () => {
    const file = { name: 'a.wav', bytes: Buffer.from('RIFF').subarray(1) };
    expect(decodeFrame(encodeFrame(file))).toEqual({ name: 'a.wav', bytes: new Uint8Array([73, 70, 70]) });
    expect(decodeFrame(encodeFrame(Buffer.from('R')))).toEqual(new Uint8Array([82]));
  });

  test('keeps undefined as null at the top and drops undefined members, as JSON does', () => {
    expect(decodeFrame(encodeFrame(undefined))).toBeNull();
    expect(decodeFrame(encodeFrame({ a: undefined, b: 1 }))).toEqual({ b: 1 });
  });

  test('answers 5 000 damaged frames with a value or a StudioError, never with anything else', () => {
    const random = mulberry32(1);
    const good = encodeFrame({ a: [new Float32Array(16), 'text', { b: new Uint8Array(5) }] });
    for (let round = 0; round < 5000; round++) {
      const bad = good.slice(0, random() < 0.3 ? Math.floor(random() * good.length) : good.length);
      for (let hit = 0; hit < 4 && bad.length > 0; hit++) {
        bad[Math.floor(random() * bad.length)] = Math.floor(random() * 256);
      }
      try {
        decodeFrame(bad);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(StudioError);
      }
    }
  });

  test('refuses a header that points outside the frame', () => {
    const frame = encodeFrame(new Float32Array(4));
    expect(() => decodeFrame(frame.subarray(0, frame.length - 8))).toThrow(StudioError);
  });
});

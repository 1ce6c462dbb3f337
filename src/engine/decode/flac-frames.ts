import { setImmediate } from 'node:timers/promises';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { ascii } from '#audio/wav-chunks';
import type { MonoCollector } from './mono-collector';

/** Magic, header of the first block, STREAMINFO. */
const LEAST_HEADER_BYTES = 4 + 4 + 34;
/** Headers that chance put into a frame, one behind the other. */
const MAX_FALSE_HEADERS = 3;
/** Some seconds of sound. */
const FRAMES_PER_TURN = 32;

/**
 * Decodes a FLAC file frame by frame, so that a damaged one costs only itself.
 * @returns how many stretches were damaged or cut off
 * Source: RFC 9639, sections 8 and 9.
 */
export async function decodeFlac(bytes: Uint8Array, collector: MonoCollector): Promise<number> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  let complaints = 0;
  let waiting: Uint8Array[] = [];
  const decodeWaiting = async () => {
    const { channelData, sampleRate, errors } = await decoder.decodeFrames(waiting);
    complaints += errors.length;
    collector.add(channelData, sampleRate);
    waiting = [];
    // decoders never leave the thread: let the process answer its host
    await setImmediate();
  };
  try {
    for (const frame of framesOf(bytes)) {
      if (frame) waiting.push(frame);
      else complaints++;
      if (waiting.length === FRAMES_PER_TURN) await decodeWaiting();
    }
    if (waiting.length > 0) await decodeWaiting();
  } finally {
    decoder.free();
  }
  return complaints;
}

/** @returns each frame whose checksum is right, undefined for a stretch where none is */
function* framesOf(file: Uint8Array): Generator<Uint8Array | undefined> {
  const bytes = file.subarray(0, file.length - id3v1Bytes(file));
  let start = nextHeader(bytes, afterMetadata(bytes));
  while (start < bytes.length) {
    const first = nextHeader(bytes, start + 1);
    let end = first;
    let sum = checksum16(bytes, start, end, 0);
    for (let i = 0; i < MAX_FALSE_HEADERS && sum !== 0 && end < bytes.length; i++) {
      const further = nextHeader(bytes, end + 1);
      sum = checksum16(bytes, end, further, sum);
      end = further;
    }
    yield sum === 0 ? bytes.subarray(start, end) : undefined;
    start = sum === 0 ? end : first;
  }
}

/** Taggers put ID3v1 behind anything, where it would be part of the last frame. */
function id3v1Bytes(bytes: Uint8Array): number {
  return ascii(bytes, bytes.length - 128).startsWith('TAG') ? 128 : 0;
}

/** @returns where the frames start; damaged lengths of metadata are not believed */
function afterMetadata(bytes: Uint8Array): number {
  let at = 4;
  for (let last = false; !last;) {
    if (at + 4 > bytes.length) return LEAST_HEADER_BYTES;
    last = (bytes[at]! & 0x80) !== 0;
    at += 4 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return at < bytes.length && headerBytes(bytes, at) > 0 ? at : LEAST_HEADER_BYTES;
}

/** @returns where the next frame header with a right checksum starts; the length of the file when there is none */
function nextHeader(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (headerBytes(bytes, at) > 0) return at;
  return bytes.length;
}

/** @returns length of the frame header at a place; 0 when none stands there */
function headerBytes(bytes: Uint8Array, at: number): number {
  const [sync, blocking, sizes = 0, layout = 0, number = 0] = bytes.subarray(at, at + 5);
  if (sync !== 0xff || blocking === undefined || (blocking & 0xfe) !== 0xf8) return 0;
  const blockSize = sizes >> 4;
  const rate = sizes & 15;
  if (blockSize === 0 || rate === 15 || layout >> 4 > 10 || (layout & 1) !== 0) return 0;
  // as many leading ones as bytes, like UTF-8
  const ones = Math.clz32(~(number << 24));
  const numberBytes = ones === 0 ? 1 : ones;
  if (ones === 1 || numberBytes > 7) return 0;
  const length =
    4 +
    numberBytes +
    (blockSize === 6 ? 1 : blockSize === 7 ? 2 : 0) +
    (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0) +
    1;
  return at + length <= bytes.length && checksum8(bytes, at, at + length) === 0 ? length : 0;
}

/** CRC-8 with polynomial 0x07; 0 over a header and its checksum. */
function checksum8(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) {
    sum ^= bytes[at]!;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum & 0x80 ? 0x107 : 0);
  }
  return sum;
}

const table16 = Uint16Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 8;
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum & 0x8000 ? 0x18005 : 0);
  return sum;
});

/** CRC-16 with polynomial 0x8005, gone on with from `sum`; 0 over a frame and its checksum. */
function checksum16(bytes: Uint8Array, start: number, end: number, sum: number): number {
  for (let at = start; at < end; at++) sum = ((sum << 8) & 0xff00) ^ table16[(sum >> 8) ^ bytes[at]!]!;
  return sum;
}

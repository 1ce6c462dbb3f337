import { StudioError } from '#contract/errors';
import { codingName } from './coding-names';
import { bytesPerSample, type PcmFormat } from './pcm';

/** The RIFF container: where its chunks are and what the format chunk says. */

export interface WavChunk {
  /** Four characters, e.g. "bext". */
  readonly id: string;
  readonly bytes: Uint8Array;
}

interface WavFormat {
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly encoding: PcmFormat;
  readonly containerBytes: number;
}

/** A size that says "never filled in": a stream was written, or the file is larger than 4 GB. */
export const UNKNOWN_SIZE = 0xffffffff;
/** Sox and others write this, less the header, when they stream. */
const STREAMED_SIZE = 0x7ffff000;
/** More chunks than any real file has; a hostile one could hold millions of empty ones. */
const MAX_CHUNKS = 10_000;
const MAX_CHANNELS = 64;
const MAX_RATE_HZ = 768_000;

/** @returns four characters of `bytes` from `at` on */
export function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * Splits a file into its chunks; the samples are a view when they are in one piece, the rest are copies. A chunk that the file cuts off is dropped.
 * @throws StudioError 'audio-empty', 'audio-unreadable'
 */
export function chunksOf(bytes: Uint8Array): {
  readonly chunks: readonly WavChunk[];
  readonly data: Uint8Array | undefined;
  readonly truncated: boolean;
} {
  if (bytes.length === 0) throw new StudioError('audio-empty', { fileBytes: 0 });
  if (!['RIFF', 'RF64', 'BW64'].includes(ascii(bytes, 0)) || ascii(bytes, 8) !== 'WAVE')
    throw new StudioError('audio-unreadable');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const riffSize = view.getUint32(4, true);
  const chunks: WavChunk[] = [];
  const parts: Uint8Array[] = [];
  let truncated = false;
  let at = 12;
  while (at + 8 <= bytes.length && chunks.length < MAX_CHUNKS) {
    const id = ascii(bytes, at);
    const start = at + 8;
    const available = bytes.length - start;
    let size = view.getUint32(at + 4, true);
    if (id === 'data') {
      const announced = dataSize(size, riffSize + 8 <= start, chunks);
      truncated ||= announced !== undefined && announced > available;
      size = Math.min(announced ?? available, available);
      parts.push(bytes.subarray(start, start + size));
    } else if (size <= available) {
      chunks.push({ id, bytes: bytes.slice(start, start + size) });
    }
    at = start + size;
    if (size % 2 === 1 && !startsUnpadded(bytes, at)) at++;
  }
  return { chunks, data: parts.length < 2 ? parts[0] : joined(parts), truncated };
}

/** Recorders that were paused write one chunk of samples after the other. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * @param riffEndsHere the file says that it ends before its first sample: nobody came back to fill the sizes in
 * @returns the length of the samples in bytes, or undefined when only the end of the file tells
 */
function dataSize(size: number, riffEndsHere: boolean, chunks: readonly WavChunk[]): number | undefined {
  const ds64 = chunks.find((chunk) => chunk.id === 'ds64')?.bytes;
  if (size === UNKNOWN_SIZE && ds64 && ds64.length >= 16) {
    const announced = Number(new DataView(ds64.buffer).getBigUint64(8, true));
    return announced === 0 ? undefined : announced;
  }
  return (size === 0 && riffEndsHere) || size >= STREAMED_SIZE ? undefined : size;
}

/** Some writers forget the padding byte after an odd chunk: then the next name starts at once. */
function startsUnpadded(bytes: Uint8Array, at: number): boolean {
  return bytes[at] !== 0 && at + 8 <= bytes.length && /^[\x20-\x7e]{4}$/.test(ascii(bytes, at));
}

/**
 * What the 'fmt ' chunk says, WAVE_FORMAT_EXTENSIBLE included.
 * @throws StudioError 'audio-unreadable', 'audio-codec-unavailable'
 */
export function findFormat(chunks: readonly WavChunk[]): WavFormat {
  const format = chunks.find((chunk) => chunk.id === 'fmt ')?.bytes;
  if (!format || format.length < 16) throw new StudioError('audio-unreadable', { why: 'no-format' });
  const view = new DataView(format.buffer);
  const coded = view.getUint16(0, true);
  // the first two bytes of an extensible file's sub-format are the tag it would have had
  const tag = coded === 0xfffe && format.length >= 26 ? view.getUint16(24, true) : coded;
  const channelCount = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const bits = view.getUint16(14, true);
  if (channelCount < 1 || channelCount > MAX_CHANNELS || sampleRateHz < 1 || sampleRateHz > MAX_RATE_HZ)
    throw new StudioError('audio-unreadable', {
      why: 'format-impossible',
      channels: channelCount,
      sampleRateHz,
    });
  const encoding = encodingOf(tag, bits);
  const container = view.getUint16(12, true) / channelCount;
  const least = bytesPerSample(encoding);
  return {
    sampleRateHz,
    channelCount,
    encoding,
    containerBytes: Number.isInteger(container) && container >= least && container <= 8 ? container : least,
  };
}

function encodingOf(tag: number, bits: number): PcmFormat {
  if (tag === 1 && bits >= 1 && bits <= 32)
    return bits <= 8 ? 'pcm8' : bits <= 16 ? 'pcm16' : bits <= 24 ? 'pcm24' : 'pcm32';
  if (tag === 3 && bits === 32) return 'float32';
  if (tag === 3 && bits === 64) return 'float64';
  if (tag === 6 && bits === 8) return 'alaw';
  if (tag === 7 && bits === 8) return 'mulaw';
  throw new StudioError('audio-codec-unavailable', { codec: codingName(`WAV 0x${tag.toString(16)}`) });
}

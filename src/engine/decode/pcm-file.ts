import { ascii } from '#audio/wav-chunks';
import { bytesPerSample, type PcmFormat } from '#audio/pcm';
import { codingName } from '#audio/coding-names';
import { StudioError } from '#contract/errors';

/** Uncompressed samples in a container of another family than RIFF: AIFF and AIFF-C, AU, CAF. */
export interface PcmFile {
  /** Container and coding, e.g. "aiff pcm16". */
  readonly format: string;
  readonly encoding: PcmFormat;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  /** Little-endian, as `deinterleave` reads them; empty when the file ends before its samples. */
  readonly data: Uint8Array;
  /** Frames that the file says it has. */
  readonly announcedFrames: number;
}

export type PcmContainer = 'aiff' | 'au' | 'caf';

/** What a header says before anything is believed. */
interface Header {
  readonly encoding: PcmFormat | undefined;
  /** The coding as the file calls it. */
  readonly coding: string;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly littleEndian?: boolean;
  readonly signedBytes?: boolean;
  readonly data: { readonly start: number; readonly bytes: number } | undefined;
}

const MAX_CHANNELS = 64;
const MAX_RATE_HZ = 768_000;
/** More than any real file has; a hostile one could hold millions of empty ones. */
const MAX_CHUNKS = 10_000;
const integers: Readonly<Record<number, PcmFormat>> = { 1: 'pcm8', 2: 'pcm16', 3: 'pcm24', 4: 'pcm32' };

/** @throws StudioError 'audio-unreadable', 'audio-codec-unavailable' */
export function readPcmFile(container: PcmContainer, bytes: Uint8Array): PcmFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = { aiff: readAiff, au: readAu, caf: readCaf }[container](bytes, view);
  const { encoding, coding, channelCount, sampleRateHz, data } = header;
  if (!encoding) throw new StudioError('audio-codec-unavailable', { codec: codingName(coding) });
  if (channelCount < 1 || channelCount > MAX_CHANNELS || !(sampleRateHz >= 1 && sampleRateHz <= MAX_RATE_HZ))
    throw new StudioError('audio-unreadable', {
      why: 'format-impossible',
      channels: channelCount,
      sampleRateHz,
    });
  const frameBytes = bytesPerSample(encoding) * channelCount;
  const present = data
    ? bytes.subarray(data.start, Math.min(bytes.length, data.start + data.bytes))
    : bytes.subarray(0, 0);
  const whole = present.subarray(0, present.length - (present.length % frameBytes));
  return {
    format: `${container} ${encoding}`,
    encoding,
    channelCount,
    sampleRateHz,
    data: littleEndian(whole, encoding, header),
    announcedFrames: Math.floor((data?.bytes ?? 0) / frameBytes),
  };
}

function littleEndian(
  data: Uint8Array,
  encoding: PcmFormat,
  { littleEndian: asIs, signedBytes }: Header,
): Uint8Array {
  if (encoding === 'pcm8') return signedBytes ? data.map((byte) => byte ^ 0x80) : data;
  const width = bytesPerSample(encoding);
  if (width === 1 || asIs) return data;
  const swapped = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += width)
    for (let i = 0; i < width; i++) swapped[at + i] = data[at + width - 1 - i]!;
  return swapped;
}

function readAiff(bytes: Uint8Array, view: DataView): Header {
  let common: Omit<Header, 'data'> | undefined;
  let data: Header['data'];
  let at = 12;
  for (let i = 0; i < MAX_CHUNKS && at + 8 <= bytes.length; i++) {
    const id = ascii(bytes, at);
    const size = view.getUint32(at + 4);
    const start = at + 8;
    if (id === 'COMM' && size >= 18 && start + 18 <= bytes.length)
      common = aiffCommon(
        view,
        start,
        size >= 22 && start + 22 <= bytes.length ? ascii(bytes, start + 18) : 'NONE',
      );
    if (id === 'SSND' && start + 8 <= bytes.length) {
      const offset = view.getUint32(start);
      data ??= { start: start + 8 + offset, bytes: Math.max(0, size - 8 - offset) };
    }
    at = start + size + (size & 1);
  }
  if (!common) throw new StudioError('audio-unreadable', { why: 'no-format' });
  return { ...common, data };
}

function aiffCommon(view: DataView, start: number, coding: string): Omit<Header, 'data'> {
  const integer = integers[Math.ceil(view.getUint16(start + 6) / 8)];
  const encodings: Readonly<Record<string, PcmFormat | undefined>> = {
    none: integer,
    twos: integer,
    sowt: integer,
    in24: 'pcm24',
    in32: 'pcm32',
    fl32: 'float32',
    fl64: 'float64',
    ulaw: 'mulaw',
    alaw: 'alaw',
    'raw ': 'pcm8',
  };
  return {
    encoding: encodings[coding.toLowerCase()],
    coding,
    channelCount: view.getUint16(start),
    sampleRateHz: extendedAt(view, start + 8),
    littleEndian: coding === 'sowt',
    signedBytes: coding !== 'raw ',
  };
}

/** An 80-bit IEEE 754 extended number: sample rates of AIFF. */
function extendedAt(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383;
  return Number(view.getBigUint64(at + 2)) * 2 ** (exponent - 63);
}

const auEncodings: Readonly<Record<number, PcmFormat>> = {
  1: 'mulaw',
  2: 'pcm8',
  3: 'pcm16',
  4: 'pcm24',
  5: 'pcm32',
  6: 'float32',
  7: 'float64',
  27: 'alaw',
};

function readAu(bytes: Uint8Array, view: DataView): Header {
  if (bytes.length < 24) throw new StudioError('audio-unreadable', { why: 'no-format' });
  const start = view.getUint32(4);
  const size = view.getUint32(8);
  const coding = view.getUint32(12);
  return {
    encoding: auEncodings[coding],
    coding: `AU ${coding}`,
    sampleRateHz: view.getUint32(16),
    channelCount: view.getUint32(20),
    signedBytes: true,
    // a stream that was never finished says so with all ones
    data: { start, bytes: size === 0xffffffff ? Math.max(0, bytes.length - start) : size },
  };
}

function readCaf(bytes: Uint8Array, view: DataView): Header {
  let description: Omit<Header, 'data'> | undefined;
  let data: Header['data'];
  let at = 8;
  for (let i = 0; i < MAX_CHUNKS && at + 12 <= bytes.length; i++) {
    const id = ascii(bytes, at);
    const announced = Number(view.getBigInt64(at + 4));
    const start = at + 12;
    // only the samples may leave their size open, and then they are the last chunk
    const size = announced < 0 ? Math.max(0, bytes.length - start) : announced;
    if (id === 'desc' && start + 32 <= bytes.length) description = cafDescription(bytes, view, start);
    // the first four bytes count edits
    if (id === 'data') data ??= { start: start + 4, bytes: Math.max(0, size - 4) };
    at = start + size;
  }
  if (!description) throw new StudioError('audio-unreadable', { why: 'no-format' });
  return { ...description, data };
}

function cafDescription(bytes: Uint8Array, view: DataView, at: number): Omit<Header, 'data'> {
  const coding = ascii(bytes, at + 8);
  const flags = view.getUint32(at + 12);
  const packetBytes = view.getUint32(at + 16);
  const channelCount = view.getUint32(at + 24);
  const bits = view.getUint32(at + 28);
  const width = packetBytes / channelCount;
  const linear = flags & 1 ? ({ 4: 'float32', 8: 'float64' } as const)[width] : integers[width];
  const encoding =
    coding === 'lpcm' && width * 8 === bits
      ? linear
      : coding === 'ulaw'
        ? 'mulaw'
        : coding === 'alaw'
          ? 'alaw'
          : undefined;
  return {
    encoding,
    coding: coding.trim().toUpperCase(),
    channelCount,
    sampleRateHz: view.getFloat64(at),
    littleEndian: (flags & 2) !== 0,
    signedBytes: true,
  };
}

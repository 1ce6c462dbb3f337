import { StudioError } from '#contract/errors';
import { deinterleave, interleave, type PcmFormat } from './pcm';
import { ascii, chunksOf, findFormat, UNKNOWN_SIZE, type WavChunk } from './wav-chunks';

export { pcm16Of } from './pcm';

/** A WAV file before its samples are converted; `data` is a view into the file's bytes. */
export interface WavLayout {
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly encoding: PcmFormat;
  /** Bytes from one sample to the next. */
  readonly containerBytes: number;
  readonly frames: number;
  readonly data: Uint8Array;
  /** The file ends before the last sample that it announces. */
  readonly truncated: boolean;
  /** LIST/INFO tags by their four letters, e.g. INAM, ICMT. */
  readonly info: Readonly<Record<string, string>>;
  readonly ixml: string | undefined;
  /** Everything that is not format, samples, LIST/INFO or iXML, in file order. */
  readonly chunks: readonly WavChunk[];
}

export interface WavFile extends Omit<WavLayout, 'data' | 'encoding' | 'containerBytes' | 'channelCount'> {
  /** Samples in [-1, 1], one array a channel. */
  readonly channels: readonly Float32Array[];
  readonly format: `wav ${PcmFormat}`;
}

export interface WavContent {
  readonly sampleRateHz: number;
  /** One array a channel, all of one length. */
  readonly channels: readonly Float32Array[];
  readonly bitDepth: 16 | 24 | 'float32';
  /** LIST/INFO tags: four capital letters or digits, e.g. INAM, ISFT, ICMT, ICRD. */
  readonly info?: Readonly<Record<string, string>>;
  readonly ixml?: string;
  readonly chunks?: readonly WavChunk[];
}

const utf8 = new TextEncoder();

/**
 * Reads the layout of a WAV file: RIFF, RF64 and BW64, chunks in any order, sizes that were never filled in.
 * Costs no memory beyond the metadata, so a caller can refuse a file before its samples are converted.
 * @throws StudioError 'audio-empty', 'audio-unreadable', 'audio-truncated' (the file ends before its samples),
 *   'audio-codec-unavailable' (compressed WAV)
 */
export function readWavLayout(bytes: Uint8Array): WavLayout {
  // a plain view: slice() of Node's Buffer, which may arrive here, does not copy
  const { chunks, data, truncated } = chunksOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  const format = findFormat(chunks);
  if (!data) throw new StudioError('audio-truncated', { fileBytes: bytes.length });
  const list = chunks.find((chunk) => chunk.id === 'LIST' && ascii(chunk.bytes, 0) === 'INFO');
  const ixml = chunks.find((chunk) => chunk.id === 'iXML');
  return {
    ...format,
    frames: Math.floor(data.length / (format.containerBytes * format.channelCount)),
    data,
    truncated,
    info: list ? readInfo(list.bytes) : {},
    ixml: ixml && new TextDecoder().decode(ixml.bytes).replace(/\0+$/, ''),
    chunks: chunks.filter(
      (chunk) => chunk !== list && chunk !== ixml && !['fmt ', 'fact', 'ds64'].includes(chunk.id),
    ),
  };
}

/**
 * Reads a whole WAV file. A truncated file gives the samples that are there.
 * @throws StudioError as `readWavLayout`
 */
export function readWav(bytes: Uint8Array): WavFile {
  const { data, encoding, containerBytes, channelCount, ...rest } = readWavLayout(bytes);
  return {
    ...rest,
    channels: deinterleave(data, encoding, channelCount, containerBytes),
    format: `wav ${encoding}`,
  };
}

/**
 * @returns a WAV file: format, tags, samples, then iXML and the other chunks. The same content gives the same bytes.
 * @throws RangeError when channels differ in length or a chunk name is not four characters
 */
export function writeWav({
  sampleRateHz,
  channels,
  bitDepth,
  info,
  ixml,
  chunks = [],
}: WavContent): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  if (channels.length === 0 || channels.some((channel) => channel.length !== frames))
    throw new RangeError('a WAV needs channels, all of one length');
  const bytesPerSample = bitDepth === 16 ? 2 : bitDepth === 24 ? 3 : 4;
  const isFloat = bitDepth === 'float32';
  const format = new DataView(new ArrayBuffer(16));
  format.setUint16(0, isFloat ? 3 : 1, true);
  format.setUint16(2, channels.length, true);
  format.setUint32(4, sampleRateHz, true);
  format.setUint32(8, sampleRateHz * channels.length * bytesPerSample, true);
  format.setUint16(12, channels.length * bytesPerSample, true);
  format.setUint16(14, bytesPerSample * 8, true);
  const fact = new DataView(new ArrayBuffer(4));
  fact.setUint32(0, frames, true);
  return joinChunks([
    { id: 'fmt ', bytes: new Uint8Array(format.buffer) },
    ...(isFloat ? [{ id: 'fact', bytes: new Uint8Array(fact.buffer) }] : []),
    ...(info && Object.keys(info).length > 0 ? [{ id: 'LIST', bytes: writeInfo(info) }] : []),
    { id: 'data', bytes: interleave(channels, bitDepth) },
    ...(ixml === undefined ? [] : [{ id: 'iXML', bytes: utf8.encode(ixml) }]),
    ...chunks,
  ]);
}

/**
 * @param samples how many will follow; unless it is told, both sizes say "unknown"
 * @returns the head of a mono WAV of 16 bit whose samples follow as they come
 */
export function wavHead(sampleRateHz: number, samples?: number): Uint8Array {
  const head = writeWav({ sampleRateHz, channels: [new Float32Array(0)], bitDepth: 16 });
  const view = new DataView(head.buffer);
  const dataBytes = samples === undefined ? UNKNOWN_SIZE : samples * 2;
  view.setUint32(4, samples === undefined ? UNKNOWN_SIZE : head.length - 8 + dataBytes, true);
  view.setUint32(head.length - 4, dataBytes, true);
  return head;
}

function joinChunks(chunks: readonly WavChunk[]): Uint8Array {
  const total = chunks.reduce((sum, { bytes }) => sum + 8 + bytes.length + (bytes.length & 1), 12);
  const file = new Uint8Array(total);
  const view = new DataView(file.buffer);
  file.set(utf8.encode('RIFF'), 0);
  view.setUint32(4, total - 8, true);
  file.set(utf8.encode('WAVE'), 8);
  let at = 12;
  for (const { id, bytes } of chunks) {
    if (!/^[\x20-\x7e]{4}$/.test(id)) throw new RangeError(`"${id}" is no name of a WAV chunk`);
    file.set(utf8.encode(id), at);
    view.setUint32(at + 4, bytes.length, true);
    file.set(bytes, at + 8);
    at += 8 + bytes.length + (bytes.length & 1);
  }
  return file;
}

/** UTF-8 and zero-terminated: what players expect of LIST/INFO today. */
function writeInfo(info: Readonly<Record<string, string>>): Uint8Array {
  const tags = Object.entries(info).map(([id, text]) => ({ id, bytes: utf8.encode(`${text}\0`) }));
  const list = joinChunks(tags);
  // the same layout as a file without its first eight bytes, named INFO instead of WAVE
  list.set(utf8.encode('INFO'), 8);
  return list.slice(8);
}

function readInfo(list: Uint8Array): Record<string, string> {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const info: Record<string, string> = {};
  for (let at = 4; at + 8 <= list.length;) {
    const size = view.getUint32(at + 4, true);
    const text = new TextDecoder().decode(list.subarray(at + 8, at + 8 + size)).replace(/\0[^]*$/, '');
    info[ascii(list, at)] = text;
    at += 8 + size + (size & 1);
  }
  return info;
}

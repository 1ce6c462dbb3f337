import { id3Bytes, mpegFrameAt } from '../decode/mpeg-frame';

/**
 * MP3 comes in frames, and its filters run in and out: without a note in the first frame, players hear up to a tenth of a
 * second more than there was. The note is the one that LAME writes and players read, in a "Xing" frame without sound.
 */

/** Samples of LAME's own run-in. */
const ENCODER_DELAY = 576;
const MAX_12_BITS = 0xfff;
const XING = 0x58696e67;
/** Places in the note, from its own start. */
const AT = { method: 9, delays: 21, bytes: 28, crc: 34 } as const;

/** Everything a "Xing" block can hold, the note included. */
const BLOCK_BYTES = 8 + 4 + 4 + 100 + 4 + 36;

/**
 * @param file layer III, mono, with a "Xing" frame
 * @param samples how many there were before coding
 * @returns the file with the note, or as it was when it has no place for it
 */
export function markExactLength(file: Uint8Array, samples: number): Uint8Array {
  const start = id3Bytes(file);
  const frame = mpegFrameAt(file, start);
  if (!frame) return file;
  // header, then 17 bytes about both granules in MPEG 1, 9 in MPEG 2
  const xing = 4 + (frame.first ? 17 : 9);
  const block = file.subarray(start + xing, start + frame.bytes);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (block.length < 120 || view.getUint32(0) !== XING) return file;
  const sound = file.subarray(start + frame.bytes);
  // the table of places is kept as it is
  const facts = {
    frames: countFrames(sound),
    soundBytes: sound.length,
    samples,
    places: block.subarray(16, 116),
  };
  const note = lengthNote(file.subarray(start, start + 4), facts);
  if (!note) return file;
  const marked = new Uint8Array(start + note.length + sound.length);
  marked.set(file.subarray(0, start));
  marked.set(note, start);
  marked.set(sound, start + note.length);
  return marked;
}

export interface Mp3Facts {
  /** With sound. */
  readonly frames: number;
  readonly soundBytes: number;
  /** How many there were before coding. */
  readonly samples: number;
  /** Where each hundredth of the time lies, in 256ths of the bytes; evenly when absent, as a constant bitrate has it. */
  readonly places?: Uint8Array;
}

/**
 * @param header of any frame with sound
 * @returns the frame that comes first and says how long it is; undefined when it has no place for that
 */
export function lengthNote(
  header: Uint8Array,
  { frames, soundBytes, samples, places }: Mp3Facts,
): Uint8Array | undefined {
  const frame = mpegFrameAt(header, 0);
  if (!frame) return undefined;
  const padding = frames * (frame.first ? 1152 : 576) - samples - ENCODER_DELAY;
  if (padding < 0 || padding > MAX_12_BITS) return undefined;
  // header, then 17 bytes about both granules in MPEG 1, 9 in MPEG 2
  const xing = 4 + (frame.first ? 17 : 9);
  const roomy = roomyFrame(header, xing + BLOCK_BYTES);
  if (!roomy) return undefined;
  const out = new DataView(roomy.buffer);
  // frames, bytes and the table of places; the frame of the note itself has no sound and does not count
  out.setUint32(xing, XING);
  out.setUint32(xing + 4, 7);
  out.setUint32(xing + 8, frames);
  out.setUint32(xing + 12, roomy.length + soundBytes);
  roomy.set(places ?? Uint8Array.from({ length: 100 }, (_, at) => (at * 256) / 100), xing + 16);
  const note = xing + 116;
  roomy.set(new TextEncoder().encode('LAME3.100'), note);
  out.setUint8(note + AT.method, 1);
  out.setUint8(note + AT.delays, ENCODER_DELAY >> 4);
  out.setUint8(note + AT.delays + 1, ((ENCODER_DELAY & 0xf) << 4) | (padding >> 8));
  out.setUint8(note + AT.delays + 2, padding & 0xff);
  out.setUint32(note + AT.bytes, roomy.length + soundBytes);
  out.setUint16(note + AT.crc, crc16(roomy.subarray(0, note + AT.crc)));
  return roomy;
}

/** @returns an empty frame of the same kind with the lowest bitrate that leaves this much room, and no checksum */
function roomyFrame(header: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> | undefined {
  for (let bitrate = 1; bitrate <= 14; bitrate++) {
    const wanted = header.slice(0, 4);
    wanted[1]! |= 1;
    wanted[2] = (bitrate << 4) | (header[2]! & 0x0c);
    const length = mpegFrameAt(wanted, 0)?.bytes ?? 0;
    if (length < bytes) continue;
    const frame = new Uint8Array(length);
    frame.set(wanted);
    return frame;
  }
  return undefined;
}

function countFrames(sound: Uint8Array): number {
  let count = 0;
  for (let at = 0, frame = mpegFrameAt(sound, 0); frame; frame = mpegFrameAt(sound, at)) {
    count++;
    at += frame.bytes;
  }
  return count;
}

/** CRC-16/ARC, which the note ends with. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let step = 0; step < 8; step++) crc = (crc & 1) !== 0 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

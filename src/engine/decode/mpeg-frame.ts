import { ascii } from '#audio/wav-chunks';

/** What the header of an MPEG audio frame says. */
export interface MpegFrame {
  readonly layer: 1 | 2 | 3;
  readonly channels: 1 | 2;
  readonly sampleRateHz: number;
  readonly bytes: number;
  /** MPEG 1; otherwise MPEG 2 or 2.5, whose frames are half as long. */
  readonly first: boolean;
}

/** kbit/s by header value, MPEG 1 layers I to III, then MPEG 2 and 2.5 layer I, layers II and III (ISO 11172-3, 13818-3). */
const bitrates = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

const ratesHz = [44_100, 48_000, 32_000] as const;
/** Garbage before the first frame that is still searched. */
const SEARCH_BYTES = 65_536;
/** Headers of one kind, each where the one before says. A program's calls and tables make chains of five. */
const FRAMES_IN_A_ROW = 16;
/** What LAME and others write about the whole file, up to the samples that they added. */
const NOTE_BYTES = 144;
/** A file that ends sooner is believed with this many. */
const LEAST_FRAMES = 4;

/**
 * Finds the first frame behind some garbage. Others must follow it, because two bytes of a header turn up in any file; a
 * short file may end before all of them.
 */
export function findMpegFrame(bytes: Uint8Array): (MpegFrame & { readonly at: number }) | undefined {
  const end = Math.min(bytes.length - 4, SEARCH_BYTES);
  for (let at = 0; at <= end; at++) {
    const frame = mpegFrameAt(bytes, at);
    if (frame && isFollowed(bytes, at, frame)) return { ...frame, at };
  }
  return undefined;
}

function isFollowed(bytes: Uint8Array, start: number, first: MpegFrame): boolean {
  let at = start + first.bytes;
  for (let count = 1; count < FRAMES_IN_A_ROW; count++) {
    if (at + 4 > bytes.length) return count >= LEAST_FRAMES;
    const frame = mpegFrameAt(bytes, at);
    if (
      frame?.layer !== first.layer ||
      frame.sampleRateHz !== first.sampleRateHz ||
      frame.first !== first.first
    )
      return false;
    // only layer III is written with changing rates
    if (first.layer !== 3 && Math.abs(frame.bytes - first.bytes) > 4) return false;
    at += frame.bytes;
  }
  return true;
}

/**
 * @returns how long the encoder's note in the first frame says that the sound is; undefined without one. What encoders add
 *   at both ends is left out, as decoders leave it out.
 */
export function announcedMpegSec(bytes: Uint8Array, at: number, frame: MpegFrame): number | undefined {
  const { layer, channels, first, sampleRateHz } = frame;
  const stereo = channels === 2;
  // behind the header and the side information, which is empty in this frame
  const note = bytes.subarray(at + 4 + (first ? (stereo ? 32 : 17) : stereo ? 17 : 9));
  if (layer !== 3 || note.length < NOTE_BYTES || !['Xing', 'Info'].includes(ascii(note, 0))) return undefined;
  const view = new DataView(note.buffer, note.byteOffset, note.byteLength);
  const hasFrames = (view.getUint32(4) & 1) !== 0;
  if (!hasFrames) return undefined;
  const added = view.getUint32(140) & 0xffffff;
  const samples = view.getUint32(8) * (first ? 1152 : 576) - (added >> 12) - (added & 0xfff);
  return samples > 0 ? samples / sampleRateHz : undefined;
}

/** @returns length of the ID3v2 tags at the start; 0 when there are none */
export function id3Bytes(bytes: Uint8Array): number {
  let at = 0;
  while (String.fromCharCode(...bytes.subarray(at, at + 3)) === 'ID3' && at + 10 <= bytes.length) {
    const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    const footer = bytes[at + 5]! & 0x10 ? 10 : 0;
    at += 10 + size + footer;
  }
  return at;
}

/** @returns the frame whose header stands at a place; undefined when none does */
export function mpegFrameAt(bytes: Uint8Array, at: number): MpegFrame | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return undefined;
  const version = (bytes[at + 1]! >> 3) & 3;
  const layer = 4 - ((bytes[at + 1]! >> 1) & 3);
  const rateHz = ratesHz[(bytes[at + 2]! >> 2) & 3];
  if (version === 1 || (layer !== 1 && layer !== 2 && layer !== 3) || rateHz === undefined) return undefined;
  const first = version === 3;
  const kbps = bitrates[`${first ? 1 : 2}-${layer}`][(bytes[at + 2]! >> 4) - 1];
  if (kbps === undefined) return undefined;
  const sampleRateHz = first ? rateHz : version === 2 ? rateHz / 2 : rateHz / 4;
  const padding = (bytes[at + 2]! >> 1) & 1;
  const slots = layer === 1 ? 12 : layer === 3 && !first ? 72 : 144;
  const length = Math.floor((slots * kbps * 1000) / sampleRateHz) + padding;
  return {
    layer,
    channels: bytes[at + 3]! >> 6 === 3 ? 1 : 2,
    sampleRateHz,
    first,
    bytes: layer === 1 ? length * 4 : length,
  };
}

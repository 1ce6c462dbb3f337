import { setImmediate } from 'node:timers/promises';
import {
  AudioSampleSink,
  CustomSource,
  EncodedPacketSink,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
  type InputAudioTrack,
} from 'mediabunny';
import { ascii } from '#audio/wav-chunks';
import { StudioError } from '#contract/errors';
import type { Found } from './found';
import { mendMatroska } from './mend-matroska';
import { refuseTooLong, type MonoCollector } from './mono-collector';
import { openPacketDecoder } from './packets';
import { codecUnavailable } from './sniff';

/** About a second of sound. */
const PACKETS_PER_TURN = 50;
/** Ten minutes in the shortest packets there are, twice over. A whole file needs about one read a packet. */
const MAX_READS = 500_000;
/** What the header of a small file takes. */
const LEAST_READS = 1000;

/**
 * Decodes the first audio track of a WebM, Matroska, MP4 or QuickTime file into `collector`.
 * @returns container and codec as found, e.g. "webm opus"
 * @throws StudioError 'audio-unreadable', 'audio-truncated', 'audio-codec-unavailable', 'audio-too-long'
 */
export async function decodeContainer(
  name: string,
  whole: Uint8Array,
  kind: 'matroska' | 'mp4',
  collector: MonoCollector,
): Promise<Found> {
  const bytes = (kind === 'matroska' ? mendMatroska(whole) : undefined) ?? whole;
  const truncated = kind === 'mp4' ? isCutOff(name, bytes) : bytes !== whole;
  const input = new Input({ source: boundedSource(bytes), formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    const tracks = await input.getAudioTracks();
    const track = tracks[0];
    const container = (await input.getFormat()).name.toLowerCase();
    if (!track) throw new StudioError('audio-unreadable', { why: 'no-audio-track', name, container });
    const codec = await track.getCodec();
    const announcedSec = (await track.getDurationFromMetadata()) ?? undefined;
    refuseTooLong(name, announcedSec ?? 0);
    const complaints =
      codec?.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw'
        ? await decodePcm(track, collector)
        : await decodePackets(name, codec ?? (await track.getInternalCodecId()), track, collector);
    const first = tracks.length > 1 ? ` (first of ${tracks.length} audio tracks)` : '';
    return {
      format: `${container} ${codec}${first}`,
      complaints,
      truncated,
      announcedSec,
    };
  } finally {
    input.dispose();
  }
}

/**
 * A damaged file can send the reader round in circles: one that looks for the next Matroska element in the last eight bytes
 * never ends. Each round reads, so reads are counted; without a cache every one of them comes by here.
 */
function boundedSource(bytes: Uint8Array): CustomSource {
  let left = Math.min(MAX_READS, LEAST_READS + bytes.length);
  return new CustomSource({
    getSize: () => bytes.length,
    maxCacheSize: 0,
    read: (start, end) => {
      if (left-- === 0) throw new Error('The file leads its reader in circles.');
      return bytes.subarray(start, end);
    },
  });
}

async function decodePcm(track: InputAudioTrack, collector: MonoCollector): Promise<number> {
  for await (const sample of new AudioSampleSink(track).samples()) {
    const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
      return plane;
    });
    collector.add(channels, sample.sampleRate);
    sample.close();
  }
  return 0;
}

async function decodePackets(
  name: string,
  codec: unknown,
  track: InputAudioTrack,
  collector: MonoCollector,
): Promise<number> {
  const config = await track.getDecoderConfig();
  const decoder =
    typeof codec === 'string' &&
    (await openPacketDecoder(codec, config?.description, config?.numberOfChannels ?? 1));
  if (!decoder) throw codecUnavailable(name, codecName(codec));
  let complaints = 0;
  let packets = 0;
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const { channels, sampleRateHz, errors } = await decoder.decode(packet.data);
      complaints += errors;
      collector.add(channels, sampleRateHz);
      // decoders never leave the thread: let the process answer its host
      if (++packets % PACKETS_PER_TURN === 0) await setImmediate();
    }
  } finally {
    decoder.free();
  }
  return complaints;
}

/** @param id the codec's short name, or what the container calls one that has none: a four-letter code, or bytes */
function codecName(id: unknown): string {
  return typeof id === 'string' && /^[\x20-\x7e]+$/.test(id) ? id.trim().toUpperCase() : 'unnamed';
}

/**
 * An MP4 file that was cut before its index was written holds sound that nobody can find.
 * @returns whether the file ends before its last box does
 */
function isCutOff(name: string, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let indexed = false;
  let at = 0;
  while (at + 8 <= bytes.length) {
    indexed ||= ascii(bytes, at + 4) === 'moov';
    const size = view.getUint32(at);
    const long = size === 1 && at + 16 <= bytes.length;
    const length = long ? Number(view.getBigUint64(at + 8)) : size;
    // 0 reaches to the end of the file; less than a header is damage
    if (length < 8) break;
    at += length;
  }
  if (indexed) return at > bytes.length;
  throw new StudioError('audio-truncated', { why: 'before-index', name });
}

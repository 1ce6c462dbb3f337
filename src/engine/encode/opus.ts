import { setImmediate as nextTurn } from 'node:timers/promises';
import { Encoder } from '@evan/opus/wasm/index.mjs';
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
  type Target,
} from 'mediabunny';
import { pcm16Of } from '#audio/pcm';
import type { Audio, FileTags } from '#contract/engine-api';
import { exportLimits } from '#contract/export';
import type { Metadata, SoundSink } from './media-sink';
import { metadataOf } from './metadata';

/** Opus is heard at 48 kHz whatever it was made from. */
export const OPUS_HZ = 48_000;
/** 50 a second: 20 ms each. */
const FRAMES_A_SECOND = 50;
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
const GET_LOOKAHEAD = 4027;
/** Frames coded between two turns of the event loop: about 20 ms of work. */
const FRAMES_A_TURN = 25;

/** @param audio at 48 kHz */
export async function encodeOpus(
  { samples }: Audio,
  bitrateKbps: number | undefined,
  tags: FileTags,
): Promise<Uint8Array> {
  const target = new BufferTarget();
  const sink = await openOpusSink({ target, bitrateKbps, metadata: metadataOf(tags, 'vorbis') });
  await sink.write(samples);
  await sink.close();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

export interface OpusSinkOptions {
  readonly target: Target;
  /** Of the samples that are given; 48 kHz when absent. */
  readonly sampleRateHz?: 24_000 | 48_000;
  /** Sound in one page of the file at most; as much as fits when absent. */
  readonly pageSec?: number;
  /** Average; the usual one when absent. */
  readonly bitrateKbps?: number | undefined;
  readonly metadata: Metadata;
}

/**
 * Opus in Ogg, mono, variable bitrate. The first samples that a decoder gives are its run-in and are
 * skipped by the header; the last packet says where the sound ends, so that the length is exact.
 */
export async function openOpusSink({
  target,
  sampleRateHz = OPUS_HZ,
  pageSec,
  bitrateKbps = exportLimits.bitrateKbps.opus.usual,
  metadata,
}: OpusSinkOptions): Promise<SoundSink> {
  const encoder = new Encoder({ channels: 1, sample_rate: sampleRateHz, application: 'audio' });
  encoder.ctl(SET_BITRATE, Math.min(bitrateKbps, exportLimits.bitrateKbps.opus.max) * 1000);
  encoder.ctl(SET_COMPLEXITY, 10);
  const skip = encoder.ctl(GET_LOOKAHEAD);
  const format = new OggOutputFormat(pageSec === undefined ? {} : { maximumPageDuration: pageSec });
  const output = new Output({ format, target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  output.setMetadataTags(metadata);
  await output.start();
  const decoderConfig = {
    ...{ codec: 'opus', numberOfChannels: 1, sampleRate: OPUS_HZ },
    description: opusHead((skip * OPUS_HZ) / sampleRateHz),
  };
  const frame = new Int16Array(sampleRateHz / FRAMES_A_SECOND);
  let filled = 0;
  let frames = 0;
  const flush = async (samples: number) => {
    const packet = encoder.encode(frame);
    const encoded = new EncodedPacket(packet, 'key', frames / FRAMES_A_SECOND, samples / sampleRateHz);
    await source.add(encoded, { decoderConfig });
    frame.fill(0);
    filled = 0;
    if (frames++ % FRAMES_A_TURN === 0) await nextTurn();
  };
  const write = async (pcm: Int16Array) => {
    for (let at = 0; at < pcm.length;) {
      const part = pcm.subarray(at, at + frame.length - filled);
      frame.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === frame.length) await flush(filled);
    }
  };
  return {
    write: (samples) => write(pcm16Of(samples)),
    close: async () => {
      await write(new Int16Array(skip));
      if (filled > 0) await flush(filled);
      await output.finalize();
      encoder.drop();
    },
  };
}

/** RFC 7845 section 5.1: version 1, one channel, no gain. */
function opusHead(preSkip: number): Uint8Array {
  const head = new DataView(new ArrayBuffer(19));
  Array.from('OpusHead').forEach((sign, at) => head.setUint8(at, sign.charCodeAt(0)));
  head.setUint8(8, 1);
  head.setUint8(9, 1);
  head.setUint16(10, preSkip, true);
  head.setUint32(12, OPUS_HZ, true);
  return new Uint8Array(head.buffer);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { Encoder } from '@evan/opus/wasm/index.mjs';
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, OggOutputFormat, Output } from 'mediabunny';
import { pcm16Of } from '#audio/pcm';
import type { Audio, FileTags } from '#contract/engine-api';
import { exportLimits } from '#contract/export';
import { metadataOf } from './metadata';

const RATE_HZ = 48_000;
/** 20 ms. */
const FRAME = 960;
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
const GET_LOOKAHEAD = 4027;
/** Frames coded between two turns of the event loop: about 20 ms of work. */
const FRAMES_A_TURN = 25;

/**
 * Opus in Ogg, mono, variable bitrate. The first samples that a decoder gives are its run-in and are skipped by the header;
 * the last packet says where the sound ends, so that the length is exact.
 * @param audio at 48 kHz
 */
export async function encodeOpus(
  { samples }: Audio,
  bitrateKbps: number = exportLimits.bitrateKbps.opus.usual,
  tags: FileTags,
): Promise<Uint8Array> {
  const encoder = new Encoder({ channels: 1, sample_rate: RATE_HZ, application: 'audio' });
  try {
    encoder.ctl(SET_BITRATE, Math.min(bitrateKbps, exportLimits.bitrateKbps.opus.max) * 1000);
    encoder.ctl(SET_COMPLEXITY, 10);
    const skip = encoder.ctl(GET_LOOKAHEAD);
    const target = new BufferTarget();
    const output = new Output({ format: new OggOutputFormat(), target });
    const source = new EncodedAudioPacketSource('opus');
    output.addAudioTrack(source);
    output.setMetadataTags(metadataOf(tags, 'vorbis'));
    await output.start();
    const decoderConfig = {
      codec: 'opus',
      numberOfChannels: 1,
      sampleRate: RATE_HZ,
      description: opusHead(skip),
    };
    const total = samples.length + skip;
    for (let at = 0; at < total; at += FRAME) {
      const frame = new Int16Array(FRAME);
      frame.set(pcm16Of(samples.subarray(at, at + FRAME)));
      const packet = encoder.encode(frame);
      const durationSec = Math.min(FRAME, total - at) / RATE_HZ;
      await source.add(new EncodedPacket(packet, 'key', at / RATE_HZ, durationSec), { decoderConfig });
      if ((at / FRAME) % FRAMES_A_TURN === 0) await nextTurn();
    }
    await output.finalize();
    return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  } finally {
    encoder.drop();
  }
}

/** RFC 7845 section 5.1: version 1, one channel, no gain. */
function opusHead(preSkip: number): Uint8Array {
  const head = new DataView(new ArrayBuffer(19));
  Array.from('OpusHead').forEach((sign, at) => head.setUint8(at, sign.charCodeAt(0)));
  head.setUint8(8, 1);
  head.setUint8(9, 1);
  head.setUint16(10, preSkip, true);
  head.setUint32(12, RATE_HZ, true);
  return new Uint8Array(head.buffer);
}

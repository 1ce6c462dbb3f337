import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';
import { OpusDecoder } from 'opus-decoder';

/** Decodes the packets of a container's track, one at a time. */
export interface PacketDecoder {
  decode(packet: Uint8Array): Promise<{
    readonly channels: readonly Float32Array[];
    readonly sampleRateHz: number;
    readonly errors: number;
  }>;
  free(): void;
}

/**
 * @param description the track's codec header, e.g. OpusHead
 * @returns undefined when no decoder of this studio reads the codec
 */
export async function openPacketDecoder(
  codec: string,
  description: AllowSharedBufferSource | undefined,
  channelCount: number,
): Promise<PacketDecoder | undefined> {
  if (codec === 'opus') return opusPackets(description, channelCount);
  if (codec === 'mp3') {
    const decoder = new MPEGDecoder();
    await decoder.ready;
    return {
      decode: async (packet) => facts(decoder.decodeFrame(packet), channelCount),
      free: () => decoder.free(),
    };
  }
  if (codec === 'flac') {
    const decoder = new FLACDecoder();
    await decoder.ready;
    return {
      decode: async (packet) => facts(await decoder.decodeFrames([packet]), channelCount),
      free: () => decoder.free(),
    };
  }
  return undefined;
}

async function opusPackets(
  description: AllowSharedBufferSource | undefined,
  channelCount: number,
): Promise<PacketDecoder> {
  const decoder = new OpusDecoder(opusOptions(description, channelCount));
  await decoder.ready;
  return {
    decode: async (packet) => facts(decoder.decodeFrame(packet), channelCount),
    free: () => decoder.free(),
  };
}

/** OpusHead (RFC 7845, section 5.1): what is left out below is the usual mono or stereo stream. */
function opusOptions(
  description: AllowSharedBufferSource | undefined,
  channelCount: number,
): ConstructorParameters<typeof OpusDecoder>[0] {
  const plain = { channels: channelCount, streamCount: 1, coupledStreamCount: channelCount === 2 ? 1 : 0 };
  if (!description) return { ...plain, channelMappingTable: channelCount === 2 ? [0, 1] : [0] };
  const head = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const channels = head[9] ?? channelCount;
  const preSkip = (head[10] ?? 0) | ((head[11] ?? 0) << 8);
  if (head.length < 21 + channels || head[18] === 0)
    return {
      channels,
      preSkip,
      streamCount: 1,
      coupledStreamCount: channels === 2 ? 1 : 0,
      channelMappingTable: channels === 2 ? [0, 1] : [0],
    };
  return {
    channels,
    preSkip,
    streamCount: head[19]!,
    coupledStreamCount: head[20]!,
    channelMappingTable: [...head.subarray(21, 21 + channels)],
  };
}

function facts(
  decoded: { channelData: Float32Array[]; sampleRate: number; errors: readonly unknown[] },
  channelCount: number,
) {
  return {
    channels: decoded.channelData.slice(0, channelCount),
    sampleRateHz: decoded.sampleRate,
    errors: decoded.errors.length,
  };
}

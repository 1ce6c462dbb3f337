import { setImmediate } from 'node:timers/promises';
import { decoder as openAmr } from '@audio/decode-amr';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import type { MonoCollector } from './mono-collector';

/** What the WebAssembly decoders have in common. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  readonly errors?: readonly unknown[];
}

interface StreamDecoder {
  readonly ready?: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  /** What is left when the file ends; mpg123 keeps nothing back. */
  flush?(): Decoded | Promise<Decoded>;
  free(): void;
}

const decoders = {
  mpeg: () => new MPEGDecoder(),
  flac: () => new FLACDecoder(),
  vorbis: () => new OggVorbisDecoder(),
  opus: () => new OggOpusDecoder(),
  amr: openAmr,
} satisfies Record<string, () => StreamDecoder | Promise<StreamDecoder>>;

export type StreamCodec = keyof typeof decoders;

/** Small enough that a file that is too long is refused after little work; a byte of AMR can be 20 ms. */
const SLICE_BYTES = 1 << 18;
const AMR_SLICE_BYTES = 1 << 13;

/**
 * Decodes a whole file of one codec into `collector`, slice by slice.
 * @param channels of the file; mpg123 always gives two
 * @returns how many times the decoder complained
 * @throws whatever the decoder throws on damaged files, StudioError 'audio-too-long'
 */
export async function decodeStream(
  codec: StreamCodec,
  bytes: Uint8Array,
  channels: number | undefined,
  collector: MonoCollector,
): Promise<number> {
  const decoder: StreamDecoder = await decoders[codec]();
  const sliceBytes = codec === 'amr' ? AMR_SLICE_BYTES : SLICE_BYTES;
  await decoder.ready;
  let complaints = 0;
  const keep = ({ channelData, sampleRate, errors }: Decoded) => {
    complaints += errors?.length ?? 0;
    collector.add(channelData.slice(0, channels), sampleRate);
  };
  try {
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      keep(await decoder.decode(bytes.subarray(at, at + sliceBytes)));
      // decoders never leave the thread: let the process answer its host
      await setImmediate();
    }
    if (decoder.flush) keep(await decoder.flush());
  } finally {
    decoder.free();
  }
  return complaints;
}

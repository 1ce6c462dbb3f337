import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import {
  type AudioEncodingConfig,
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  FlacOutputFormat,
  Mp3OutputFormat,
  Output,
  type OutputFormat,
} from 'mediabunny';
import { interleave, pcm16Of } from '#audio/pcm';
import type { Audio, FileTags } from '#contract/engine-api';
import { exportLimits } from '#contract/export';
import { metadataOf } from './metadata';
import { markExactLength } from './mp3-length';

// each is a WebAssembly build that works in a thread of its own
registerFlacEncoder();
registerMp3Encoder();

/** Two frames of MPEG 1. */
const MP3_RUN_OUT = 2304;
/** Samples handed over at a time. */
const BLOCK_SAMPLES = 1 << 15;

/** Lossless: a 16-bit take comes back bit for bit. */
export async function encodeFlac(audio: Audio, bits: 16 | 24, tags: FileTags): Promise<Uint8Array> {
  const samplesOf = (block: Float32Array) =>
    bits === 16
      ? ({ format: 's16', data: pcm16Of(block) } as const)
      : ({ format: 's32', data: pcm24In32(block) } as const);
  return mediaFile(new FlacOutputFormat(), { codec: 'flac' }, audio, samplesOf, metadataOf(tags, 'vorbis'));
}

/** @param bitrateKbps per second, constant; the usual one when absent */
export async function encodeMp3(
  audio: Audio,
  bitrateKbps: number = exportLimits.bitrateKbps.mp3.usual,
  tags: FileTags,
): Promise<Uint8Array> {
  // the encoder does not wait for its own run-out: silence pushes the last samples through, and is cut off by the note
  const { samples, sampleRateHz } = audio;
  const pushed = new Float32Array(samples.length + MP3_RUN_OUT);
  pushed.set(samples);
  const bitrate = nearestMp3Bitrate(bitrateKbps, sampleRateHz) * 1000;
  const file = await mediaFile(
    new Mp3OutputFormat(),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- `quality` cannot say kilobits a second
    { codec: 'mp3', bitrate },
    { samples: pushed, sampleRateHz },
    (block) => ({ format: 's16', data: pcm16Of(block) }),
    metadataOf(tags, 'id3'),
  );
  return markExactLength(file, samples.length);
}

type Metadata = Parameters<Output['setMetadataTags']>[0];
interface CodedBlock {
  readonly format: 's16' | 's32';
  readonly data: Int16Array | Int32Array;
}

async function mediaFile(
  format: OutputFormat,
  config: AudioEncodingConfig,
  { samples, sampleRateHz }: Audio,
  samplesOf: (block: Float32Array) => CodedBlock,
  metadata: Metadata,
): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new AudioSampleSource(config);
  output.addAudioTrack(source);
  output.setMetadataTags(metadata);
  await output.start();
  for (let at = 0; at < samples.length; at += BLOCK_SAMPLES) {
    const { format: coding, data } = samplesOf(samples.subarray(at, at + BLOCK_SAMPLES));
    const timestamp = at / sampleRateHz;
    const block = new AudioSample({
      data,
      format: coding,
      numberOfChannels: 1,
      sampleRate: sampleRateHz,
      timestamp,
    });
    await source.add(block);
    block.close();
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** 24 bits at the high end of 32, rounded as `interleave` does. */
function pcm24In32(samples: Float32Array): Int32Array {
  const packed = interleave([samples], 24);
  return Int32Array.from(
    { length: samples.length },
    (_, at) => (packed[3 * at]! << 8) | (packed[3 * at + 1]! << 16) | (packed[3 * at + 2]! << 24),
  );
}

const MPEG1_KBPS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_KBPS = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** MP3 knows a few bitrates, and at up to 24 kHz other ones. */
function nearestMp3Bitrate(kbps: number, sampleRateHz: number): number {
  const known = sampleRateHz >= 32_000 ? MPEG1_KBPS : MPEG2_KBPS;
  return known.reduce((best, each) => (Math.abs(each - kbps) < Math.abs(best - kbps) ? each : best));
}

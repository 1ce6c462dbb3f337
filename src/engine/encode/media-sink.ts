import { registerAacEncoder } from '@mediabunny/aac-encoder';
import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import {
  type AudioEncodingConfig,
  AudioSample,
  AudioSampleSource,
  Output,
  type OutputFormat,
  type Target,
} from 'mediabunny';
import { interleave, pcm16Of } from '#audio/pcm';
import type { ExportRequest } from '#contract/export';

// each is a WebAssembly build that works in a thread of its own
registerFlacEncoder();
registerMp3Encoder();
registerAacEncoder();

/** Takes a sound block by block and writes it coded. */
export interface SoundSink {
  write(samples: Float32Array): Promise<void>;
  /** @returns once everything is written */
  close(): Promise<void>;
}

export type Metadata = Parameters<Output['setMetadataTags']>[0];
type Bits = NonNullable<ExportRequest['bitDepth']>;

export interface MediaSinkOptions {
  readonly format: OutputFormat;
  readonly target: Target;
  readonly config: AudioEncodingConfig;
  readonly sampleRateHz: number;
  /** What the encoder is given; what it makes of it is its own affair. */
  readonly bits: Bits;
  readonly metadata?: Metadata;
  /** Samples that the coding puts in front of the sound, and that a player leaves out again. */
  readonly runIn?: number;
}

/** Samples handed over at a time. */
const BLOCK_SAMPLES = 1 << 15;

/** Mono, in any format that a library codes. */
export async function openMediaSink({
  format,
  target,
  config,
  sampleRateHz,
  bits,
  metadata,
  runIn = 0,
}: MediaSinkOptions): Promise<SoundSink> {
  const output = new Output({ format, target });
  const source = new AudioSampleSource(config);
  output.addAudioTrack(source);
  if (metadata) output.setMetadataTags(metadata);
  await output.start();
  let written = 0;
  return {
    write: async (samples) => {
      for (let at = 0; at < samples.length; at += BLOCK_SAMPLES) {
        const block = samples.subarray(at, at + BLOCK_SAMPLES);
        const sample = new AudioSample({
          ...coded(block, bits),
          numberOfChannels: 1,
          sampleRate: sampleRateHz,
          timestamp: (written - runIn) / sampleRateHz,
        });
        written += block.length;
        await source.add(sample);
        sample.close();
      }
    },
    close: () => output.finalize(),
  };
}

function coded(block: Float32Array, bits: Bits) {
  if (bits === 16) return { format: 's16' as const, data: pcm16Of(block) };
  return bits === 24
    ? { format: 's32' as const, data: pcm24In32(block) }
    : { format: 'f32' as const, data: Float32Array.from(block) };
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

/** MP3 knows a few bitrates, and at up to 24 kHz other ones. @returns the one that is used, kbit/s */
export function nearestMp3Bitrate(kbps: number, sampleRateHz: number): number {
  const known = sampleRateHz >= 32_000 ? MPEG1_KBPS : MPEG2_KBPS;
  return known.reduce((best, each) => (Math.abs(each - kbps) < Math.abs(best - kbps) ? each : best));
}

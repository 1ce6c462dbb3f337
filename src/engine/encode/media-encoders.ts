import { BufferTarget, FlacOutputFormat, Mp3OutputFormat } from 'mediabunny';
import type { Audio, FileTags } from '#contract/engine-api';
import { exportLimits } from '#contract/export';
import { type MediaSinkOptions, nearestMp3Bitrate, openMediaSink } from './media-sink';
import { metadataOf } from './metadata';
import { markExactLength } from './mp3-length';

/** Two frames of MPEG 1. The encoder does not wait for its own run-out: silence pushes the last samples through. */
export const MP3_RUN_OUT = 2304;

/** Lossless: a 16-bit take comes back bit for bit. */
export async function encodeFlac(audio: Audio, bits: 16 | 24, tags: FileTags): Promise<Uint8Array> {
  return wholeFile([audio.samples], {
    ...{ format: new FlacOutputFormat(), config: { codec: 'flac' }, sampleRateHz: audio.sampleRateHz, bits },
    metadata: metadataOf(tags, 'vorbis'),
  });
}

/** @param bitrateKbps per second, constant; the usual one when absent */
export async function encodeMp3(
  audio: Audio,
  bitrateKbps: number = exportLimits.bitrateKbps.mp3.usual,
  tags: FileTags,
): Promise<Uint8Array> {
  const { samples, sampleRateHz } = audio;
  const file = await wholeFile([samples, new Float32Array(MP3_RUN_OUT)], {
    ...{
      format: new Mp3OutputFormat(),
      config: mp3Config(bitrateKbps, sampleRateHz),
      sampleRateHz,
      bits: 16,
    },
    metadata: metadataOf(tags, 'id3'),
  });
  return markExactLength(file, samples.length);
}

/** Constant bitrate, the nearest that MP3 knows. */
export const mp3Config = (kbps: number, sampleRateHz: number): MediaSinkOptions['config'] => ({
  codec: 'mp3',
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- `quality` cannot say kilobits a second
  bitrate: nearestMp3Bitrate(kbps, sampleRateHz) * 1000,
});

async function wholeFile(
  parts: readonly Float32Array[],
  options: Omit<MediaSinkOptions, 'target'>,
): Promise<Uint8Array> {
  const target = new BufferTarget();
  const sink = await openMediaSink({ ...options, target });
  for (const part of parts) await sink.write(part);
  await sink.close();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

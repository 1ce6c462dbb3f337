import { finish, type Finished } from '#audio/finish';
import { writeWav } from '#audio/wav';
import type { EncodeRequest } from '#contract/engine-api';
import type { ExportReport } from '#contract/export';
import { encodeFlac, encodeMp3 } from './media-encoders';
import { encodeOpus, OPUS_HZ } from './opus';

/**
 * A finished copy of a sound as a file. The same request gives the same samples; MP3 and Opus bytes, too.
 * @throws StudioError 'audio-empty' when there is no sample
 */
export async function encode(request: EncodeRequest): Promise<{ bytes: Uint8Array; report: ExportReport }> {
  const { audio, options } = request;
  const sampleRateHz = options.format === 'opus' ? OPUS_HZ : options.sampleRateHz;
  const finished = finish(audio.samples, audio.sampleRateHz, { ...options, sampleRateHz });
  const { samples, ...facts } = finished;
  const report = { ...facts, audioSec: samples.length / finished.sampleRateHz };
  return { bytes: await bytesOf(finished, request), report };
}

async function bytesOf({ samples, sampleRateHz }: Finished, request: EncodeRequest): Promise<Uint8Array> {
  const { options, tags, wav } = request;
  const audio = { samples, sampleRateHz };
  switch (options.format) {
    case 'wav':
      return writeWav({ sampleRateHz, channels: [samples], bitDepth: options.bitDepth, ...wav });
    case 'flac':
      return encodeFlac(audio, options.bitDepth === 16 ? 16 : 24, tags);
    case 'mp3':
      return encodeMp3(audio, options.bitrateKbps, tags);
    case 'opus':
      return encodeOpus(audio, options.bitrateKbps, tags);
  }
}

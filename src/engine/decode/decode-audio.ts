import type { DecodedAudio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { channelFindings, fileFindings } from '#contract/file-findings';
import { peakOf, toDb } from '#audio/level';
import { countNotFinite } from '#audio/mix';
import { decodeContainer } from './container';
import { decodeFlac } from './flac-frames';
import { announcedFlacSec } from './flac-header';
import type { Found } from './found';
import { MonoCollector, refuseTooLong } from './mono-collector';
import { mendOgg } from './mend-ogg';
import { announcedMpegSec, id3Bytes } from './mpeg-frame';
import { readPcmFile, type PcmContainer } from './pcm-file';
import { sniff, type AudioKind } from './sniff';
import { decodeStream, type StreamCodec } from './streams';
import { decodeWav } from './wav-file';

/** Less than this of a file that was cut or damaged is of no use to anybody. */
const LEAST_USABLE_SEC = 0.1;

/**
 * Any supported audio file to mono at its own rate: the loudest coherent mix of its channels, scaled down when it exceeds
 * full scale. What a file is, its first bytes behind ID3 tags say; `format` tells what was found, with "(truncated)",
 * "(damaged)" and the like, `findings` what a person must hear.
 * @throws StudioError 'audio-empty', 'audio-unreadable', 'audio-truncated', 'audio-codec-unavailable', 'audio-too-long',
 *   'audio-not-finite'
 */
export async function decodeAudio({
  name,
  bytes,
}: {
  name: string;
  bytes: Uint8Array;
}): Promise<DecodedAudio> {
  const mean = await decodeAs(name, bytes, undefined);
  const choice = mean.collector.choice();
  // files whose channels are not simply averaged are rare: decoding again costs less than keeping every channel
  const { found, collector } = choice ? await decodeAs(name, bytes, choice.weights) : mean;
  const samples = collector.samples();
  refuseNotFinite(name, samples);
  return {
    ...withinFullScale(samples, found.complaints === 0 ? found.format : `${found.format} (damaged)`),
    sampleRateHz: collector.sampleRateHz,
    channels: collector.channels,
    findings: [...fileFindings(found, collector.durationSec), ...channelFindings(choice, collector.channels)],
  };
}

/** @throws StudioError; also when nothing at all could be decoded */
async function decodeAs(name: string, bytes: Uint8Array, weights: readonly number[] | undefined) {
  const collector = new MonoCollector(name, weights);
  // taggers put ID3 in front of anything
  const untagged = bytes.subarray(Math.min(bytes.length, id3Bytes(bytes)));
  const kind = sniff(name, bytes.length > 0 && untagged.length === 0 ? bytes : untagged);
  try {
    const found = await decodeCoded(collector, name, untagged, kind);
    if (collector.durationSec > 0) {
      refuseRemnant(name, found, collector);
      return { found, collector };
    }
    throw nothing(name, bytes, found);
  } catch (cause) {
    if (cause instanceof StudioError) throw withName(name, cause);
    // a decoder gave up in the middle: what came before is sound
    if (collector.durationSec >= LEAST_USABLE_SEC)
      return { found: { format: kind.kind, complaints: 1 }, collector };
    throw damaged(name, bytes, cause);
  }
}

async function decodeCoded(
  collector: MonoCollector,
  name: string,
  bytes: Uint8Array,
  found: AudioKind,
): Promise<Found> {
  const stream = async (
    codec: StreamCodec,
    format: string,
    channels?: number,
    mended = bytes,
  ): Promise<Found> => ({
    format,
    complaints: await decodeStream(codec, mended, channels, collector),
  });
  switch (found.kind) {
    case 'wav':
      return decodeWav(collector, bytes);
    case 'aiff':
    case 'au':
    case 'caf':
      return decodePcm(collector, found.kind, bytes);
    case 'flac': {
      const announcedSec = announcedFlacSec(bytes);
      refuseTooLong(name, announcedSec ?? 0);
      const complaints = await decodeFlac(bytes, collector);
      return { format: 'flac', complaints, announcedSec };
    }
    case 'amr':
      return stream('amr', 'amr');
    case 'mpeg': {
      const mpeg = await stream('mpeg', `mp${found.frame.layer}`, found.frame.channels);
      return { ...mpeg, announcedSec: announcedMpegSec(bytes, found.frame.at, found.frame) };
    }
    case 'ogg': {
      const mended = mendOgg(bytes);
      // the Opus decoder makes noise of half a page; the Vorbis decoder reads more of it than whole packets give
      const ogg = await stream(
        found.codec,
        `ogg ${found.codec}`,
        found.channels,
        found.codec === 'opus' ? mended : bytes,
      );
      return { ...ogg, truncated: mended !== undefined };
    }
    case 'matroska':
    case 'mp4':
      return decodeContainer(name, bytes, found.kind, collector);
  }
}

function decodePcm(collector: MonoCollector, container: PcmContainer, bytes: Uint8Array): Found {
  const { data, announcedFrames, format, ...layout } = readPcmFile(container, bytes);
  const announcedSec = announcedFrames / layout.sampleRateHz;
  refuseTooLong(
    collector.name,
    data.length === 0 ? 0 : Math.min(announcedSec, data.length / layout.sampleRateHz),
  );
  collector.addFrames(data, layout);
  const truncated = collector.durationSec < announcedSec;
  return { format: truncated ? `${format} (truncated)` : format, complaints: 0, truncated, announcedSec };
}

function refuseRemnant(name: string, { truncated }: Found, { durationSec }: MonoCollector): void {
  if (!truncated || durationSec >= LEAST_USABLE_SEC) return;
  throw new StudioError('audio-truncated', { why: 'remnant', name, savedSec: durationSec });
}

function nothing(
  name: string,
  bytes: Uint8Array,
  { complaints, truncated, announcedSec = 0 }: Found,
): StudioError {
  if (complaints > 0) return damaged(name, bytes);
  if (truncated || announcedSec > 0)
    return new StudioError('audio-truncated', { name, fileBytes: bytes.length });
  return new StudioError('audio-empty', { name, fileBytes: bytes.length });
}

function refuseNotFinite(name: string, samples: Float32Array): void {
  const count = countNotFinite([samples]);
  if (count > 0) throw new StudioError('audio-not-finite', { name, count, samples: samples.length });
}

/** Float files and hot masters may exceed full scale; clipping them later would be heard. */
function withinFullScale(samples: Float32Array, format: string): { samples: Float32Array; format: string } {
  const peak = peakOf(samples);
  if (peak <= 1) return { samples, format };
  return {
    samples: samples.map((sample) => sample / peak),
    format: `${format} (lowered by ${toDb(peak).toFixed(1)} dB)`,
  };
}

function damaged(name: string, bytes: Uint8Array, cause?: unknown): StudioError {
  const values = { why: 'nothing-decodes', name, fileBytes: bytes.length };
  return new StudioError('audio-unreadable', values, cause);
}

/** Adds the file's name to what a reader of bytes says. */
function withName(name: string, error: StudioError): StudioError {
  if (error.values.name !== undefined) return error;
  return new StudioError(error.code, { ...error.values, name }, error);
}

import type { DecodedAudio } from '#contract/engine-api';
import { StudioError } from '#contract/errors';
import { peakOf, toDb } from '#audio/level';
import { countNotFinite } from '#audio/mix';
import { deinterleave } from '#audio/pcm';
import { readWavLayout } from '#audio/wav';
import { decodeContainer } from './container';
import { MonoCollector, refuseTooLong } from './mono-collector';
import { sniff, type AudioKind } from './sniff';
import { decodeStream, type StreamCodec } from './streams';

/** Less than this of a file that was cut or damaged is of no use to anybody. */
const LEAST_USABLE_SEC = 0.1;

interface Found {
  readonly format: string;
  /** How many times a decoder complained about damaged parts. */
  readonly complaints: number;
}

/**
 * Any supported audio file to mono at its own rate: the mean of its channels, scaled down when it exceeds full scale.
 * What a file is, its first bytes say; `format` tells what was found, with "(truncated)", "(damaged)" and the like.
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
  const collector = new MonoCollector(name);
  const { format, complaints } = await decodeInto(collector, name, bytes);
  const samples = collector.samples();
  refuseNotFinite(name, samples);
  return {
    ...withinFullScale(samples, complaints === 0 ? format : `${format} (damaged)`),
    sampleRateHz: collector.sampleRateHz,
    channels: collector.channels,
  };
}

/** @throws StudioError; also when nothing at all could be decoded */
async function decodeInto(collector: MonoCollector, name: string, bytes: Uint8Array): Promise<Found> {
  const kind = sniff(name, bytes);
  if (kind.kind === 'wav') return decodeWav(collector, name, bytes);
  try {
    const found = await decodeCoded(collector, name, bytes, kind);
    if (collector.durationSec > 0) return found;
    throw damaged(name, bytes);
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    // a decoder gave up in the middle: what came before is sound
    if (collector.durationSec >= LEAST_USABLE_SEC) return { format: kind.kind, complaints: 1 };
    throw damaged(name, bytes, cause);
  }
}

async function decodeCoded(
  collector: MonoCollector,
  name: string,
  bytes: Uint8Array,
  found: Exclude<AudioKind, { readonly kind: 'wav' }>,
): Promise<Found> {
  const stream = async (codec: StreamCodec, format: string, channels?: number): Promise<Found> => ({
    format,
    complaints: await decodeStream(codec, bytes, channels, collector),
  });
  switch (found.kind) {
    case 'flac':
      return stream('flac', 'flac');
    case 'mpeg':
      return stream('mpeg', `mp${found.frame.layer}`, found.frame.channels);
    case 'ogg':
      return stream(found.codec, `ogg ${found.codec}`, found.channels);
    case 'matroska':
    case 'mp4':
      return decodeContainer(name, bytes, collector);
  }
}

function decodeWav(collector: MonoCollector, name: string, bytes: Uint8Array): Found {
  const wav = named(name, () => readWavLayout(bytes));
  const seconds = wav.frames / wav.sampleRateHz;
  refuseTooLong(name, seconds);
  if (wav.truncated && seconds < LEAST_USABLE_SEC)
    throw new StudioError(
      'audio-truncated',
      `"${name}" is cut off: only ${wav.frames} samples (${seconds.toFixed(3)} s) are left.`,
      {
        repair: 'Copy or export the file again; this copy is incomplete.',
        values: { name, frames: wav.frames, seconds },
      },
    );
  if (wav.frames === 0)
    throw new StudioError('audio-empty', `"${name}" holds no sound (0 samples in ${bytes.length} bytes).`, {
      repair: 'Copy or export the file again.',
      values: { name, bytes: bytes.length },
    });
  const channels = deinterleave(wav.data, wav.encoding, wav.channelCount, wav.containerBytes);
  collector.add(channels, wav.sampleRateHz);
  return { format: `wav ${wav.encoding}${wav.truncated ? ' (truncated)' : ''}`, complaints: 0 };
}

function refuseNotFinite(name: string, samples: Float32Array): void {
  const count = countNotFinite([samples]);
  if (count === 0) return;
  throw new StudioError(
    'audio-not-finite',
    `"${name}" holds ${count} of ${samples.length} samples that are not numbers.`,
    {
      repair: 'Export the file again, as 16-bit PCM.',
      values: { name, count, samples: samples.length },
    },
  );
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
  return new StudioError(
    'audio-unreadable',
    `"${name}" is damaged or cut off: nothing in its ${bytes.length} bytes could be decoded.`,
    {
      repair: 'Copy or export the file again, best as WAV.',
      values: { name, bytes: bytes.length },
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

/** Adds the file's name to what a reader of bytes says. */
function named<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof StudioError)) throw cause;
    throw new StudioError(cause.code, `"${name}": ${cause.message}`, {
      values: { ...cause.values, name },
      ...(cause.repair === undefined ? {} : { repair: cause.repair }),
      cause,
    });
  }
}

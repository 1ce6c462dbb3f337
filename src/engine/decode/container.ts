import { setImmediate } from 'node:timers/promises';
import {
  AudioSampleSink,
  BufferSource,
  EncodedPacketSink,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
  type InputAudioTrack,
} from 'mediabunny';
import { StudioError } from '#contract/errors';
import { refuseTooLong, type MonoCollector } from './mono-collector';
import { openPacketDecoder } from './packets';
import { codecUnavailable } from './sniff';

/** About a second of sound. */
const PACKETS_PER_TURN = 50;

/**
 * Decodes the first audio track of a WebM, Matroska, MP4 or QuickTime file into `collector`.
 * @returns container and codec as found, e.g. "webm opus", and how many times the decoder complained
 * @throws StudioError 'audio-unreadable', 'audio-codec-unavailable', 'audio-too-long'
 */
export async function decodeContainer(
  name: string,
  bytes: Uint8Array,
  collector: MonoCollector,
): Promise<{ readonly format: string; readonly complaints: number }> {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    const tracks = await input.getAudioTracks();
    const track = tracks[0];
    const container = (await input.getFormat()).name.toLowerCase();
    if (!track)
      throw new StudioError('audio-unreadable', `"${name}" is a ${container} file without sound.`, {
        repair: 'Choose a file with an audio track.',
        values: { name, container },
      });
    const codec = await track.getCodec();
    refuseTooLong(name, (await track.getDurationFromMetadata()) ?? 0);
    const complaints =
      codec?.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw'
        ? await decodePcm(track, collector)
        : await decodePackets(name, codec ?? 'an unknown kind of', track, collector);
    const first = tracks.length > 1 ? ` (first of ${tracks.length} audio tracks)` : '';
    return { format: `${container} ${codec}${first}`, complaints };
  } finally {
    input.dispose();
  }
}

async function decodePcm(track: InputAudioTrack, collector: MonoCollector): Promise<number> {
  for await (const sample of new AudioSampleSink(track).samples()) {
    const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
      return plane;
    });
    collector.add(channels, sample.sampleRate);
    sample.close();
  }
  return 0;
}

async function decodePackets(
  name: string,
  codec: string,
  track: InputAudioTrack,
  collector: MonoCollector,
): Promise<number> {
  const config = await track.getDecoderConfig();
  const decoder = await openPacketDecoder(codec, config?.description, config?.numberOfChannels ?? 1);
  if (!decoder) throw codecUnavailable(name, codec.toUpperCase());
  let complaints = 0;
  let packets = 0;
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const { channels, sampleRateHz, errors } = await decoder.decode(packet.data);
      complaints += errors;
      collector.add(channels, sampleRateHz);
      // decoders never leave the thread: let the process answer its host
      if (++packets % PACKETS_PER_TURN === 0) await setImmediate();
    }
  } finally {
    decoder.free();
  }
  return complaints;
}

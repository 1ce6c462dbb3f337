import { StudioError } from '#contract/errors';
import type { CapturedAudio } from './audio-capture';

/** Decoding at a rate that is not the file's would resample; this one is only for files that hide theirs. */
const FALLBACK_RATE_HZ = 48_000;

/**
 * Decodes with the browser's own codecs, at the file's own rate: for AAC, WebM and others that the studio has no decoder for.
 * @throws StudioError 'audio-unreadable'
 */
export async function decodeInWindow(
  name: string,
  bytes: Uint8Array,
): Promise<CapturedAudio & { readonly announcedSec?: number }> {
  const { sampleRateHz = FALLBACK_RATE_HZ, announcedSec } = await containerFacts(bytes);
  try {
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: sampleRateHz });
    const decoded = await context.decodeAudioData(new Uint8Array(bytes).buffer);
    return {
      sampleRateHz: decoded.sampleRate,
      channels: Array.from({ length: decoded.numberOfChannels }, (_, channel) =>
        decoded.getChannelData(channel),
      ),
      ...(announcedSec !== undefined && announcedSec > 0 ? { announcedSec } : {}),
    };
  } catch (cause) {
    throw new StudioError('audio-unreadable', { name }, cause);
  }
}

/** @returns rate and length as the container has them; nothing when it cannot be read */
async function containerFacts(bytes: Uint8Array): Promise<{ sampleRateHz?: number; announcedSec?: number }> {
  try {
    // half a megabyte of container formats, needed for few files
    const { ALL_FORMATS, BufferSource, Input } = await import('mediabunny');
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
    const track = await input.getPrimaryAudioTrack();
    if (!track) return {};
    const announcedSec = await track.getDurationFromMetadata();
    return { sampleRateHz: await track.getSampleRate(), ...(announcedSec === null ? {} : { announcedSec }) };
  } catch {
    return {};
  }
}

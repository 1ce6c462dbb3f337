import { setImmediate as nextTurn } from 'node:timers/promises';
import { deinterleave, interleave } from '#audio/pcm';
import { readWavLayout, writeWav, type WavContent } from '#audio/wav';
import type { Audio } from '#contract/engine-api';

/** Frames converted at a time: about a millisecond, so that an hour of audio never holds up the event loop. */
const BLOCK_FRAMES = 1 << 16;

export interface MonoWav extends Pick<WavContent, 'bitDepth' | 'info' | 'ixml'> {
  readonly audio: Audio;
  /** Receives the sample data, block by block, as it is encoded. */
  readonly onPcm?: (pcm: Uint8Array) => void;
}

/** @returns the bytes that `writeWav` gives for the same content, made block by block while they are consumed */
export function* monoWavParts({ audio, onPcm, ...content }: MonoWav): Generator<Uint8Array> {
  const { samples, sampleRateHz } = audio;
  const frame = writeWav({ ...content, sampleRateHz, channels: [new Float32Array(0)] });
  const dataBytes = samples.length * (content.bitDepth === 'float32' ? 4 : content.bitDepth / 8);
  const padding = dataBytes & 1;
  const dataAt = chunkAt(frame, 'data');
  const view = new DataView(frame.buffer);
  view.setUint32(4, view.getUint32(4, true) + dataBytes + padding, true);
  view.setUint32(dataAt + 4, dataBytes, true);
  if (content.bitDepth === 'float32') view.setUint32(chunkAt(frame, 'fact') + 8, samples.length, true);

  yield frame.subarray(0, dataAt + 8);
  for (const pcm of pcmBlocks(samples, content.bitDepth)) {
    onPcm?.(pcm);
    yield pcm;
  }
  yield new Uint8Array(padding);
  yield frame.subarray(dataAt + 8);
}

/** @returns the sample data of a mono WAV, block by block */
export function* pcmBlocks(samples: Float32Array, bitDepth: WavContent['bitDepth']): Generator<Uint8Array> {
  for (let at = 0; at < samples.length; at += BLOCK_FRAMES)
    yield interleave([samples.subarray(at, at + BLOCK_FRAMES)], bitDepth);
}

/**
 * Reads the first channel of a WAV without holding up the event loop.
 * @throws StudioError 'audio-…' when the bytes are not a WAV
 */
export async function readMonoWav(bytes: Uint8Array): Promise<Audio> {
  const { data, encoding, containerBytes, channelCount, frames, sampleRateHz } = readWavLayout(bytes);
  const samples = new Float32Array(frames);
  const frameBytes = containerBytes * channelCount;
  for (let at = 0; at < frames; at += BLOCK_FRAMES) {
    const block = data.subarray(at * frameBytes, (at + BLOCK_FRAMES) * frameBytes);
    const [first] = deinterleave(block, encoding, channelCount, containerBytes);
    if (first) samples.set(first, at);
    await nextTurn();
  }
  return { sampleRateHz, samples };
}

/** @returns where a chunk begins */
export function chunkAt(wav: Uint8Array, id: string): number {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  for (let at = 12; at + 8 <= wav.length;) {
    if (new TextDecoder().decode(wav.subarray(at, at + 4)) === id) return at;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size & 1);
  }
  throw new Error(`writeWav made no ${id} chunk.`);
}

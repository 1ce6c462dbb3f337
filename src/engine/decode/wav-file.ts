import { readWavLayout } from '#audio/wav';
import { chunksOf } from '#audio/wav-chunks';
import { decodeAdpcmBlock, type AdpcmKind } from './adpcm';
import type { Found } from './found';
import { refuseTooLong, type MonoCollector } from './mono-collector';
import { decodeStream } from './streams';

/** Codings by their tag that are not PCM. */
const coded: Readonly<Record<number, AdpcmKind | 'mp2' | 'mp3'>> = {
  0x02: 'adpcm-ms',
  0x11: 'adpcm-ima',
  0x50: 'mp2',
  0x55: 'mp3',
};

/** Blocks that are decoded together: a piece of some thousand samples. */
const BLOCKS_PER_PIECE = 64;

/** @throws StudioError 'audio-…', without the file's name */
export async function decodeWav(collector: MonoCollector, bytes: Uint8Array): Promise<Found> {
  const { chunks, data, truncated } = chunksOf(bytes);
  const format = chunks.find(({ id }) => id === 'fmt ')?.bytes;
  const view = format && format.length >= 16 ? new DataView(format.buffer) : undefined;
  const kind = view && coded[view.getUint16(0, true)];
  if (!view || !kind || !data) return decodePcm(collector, bytes);
  const layout = { channelCount: view.getUint16(2, true), sampleRateHz: view.getUint32(4, true) };
  const found = { format: `wav ${kind}${truncated ? ' (truncated)' : ''}`, truncated };
  if (kind === 'mp2' || kind === 'mp3')
    return { ...found, complaints: await decodeStream('mpeg', data, layout.channelCount, collector) };
  const { channelCount, sampleRateHz } = layout;
  const blockBytes = view.getUint16(12, true);
  const known =
    (channelCount === 1 || channelCount === 2) && blockBytes >= 8 * channelCount && sampleRateHz > 0;
  if (!known) return { ...found, complaints: 1 };
  // what a program padded the last block with is no sound
  const fact = chunks.find(({ id, bytes: { length } }) => id === 'fact' && length >= 4)?.bytes;
  let left = fact ? new DataView(fact.buffer).getUint32(0, true) : Infinity;
  for (let at = 0; at < data.length && left > 0; at += blockBytes * BLOCKS_PER_PIECE) {
    const blocks = data.subarray(at, at + blockBytes * BLOCKS_PER_PIECE);
    for (let start = 0; start < blocks.length && left > 0; start += blockBytes) {
      const channels = decodeAdpcmBlock(kind, blocks.subarray(start, start + blockBytes), channelCount);
      const kept = channels.map((channel) => channel.subarray(0, left));
      left -= kept[0]!.length;
      collector.add(kept, sampleRateHz);
    }
  }
  return { ...found, complaints: 0 };
}

function decodePcm(collector: MonoCollector, bytes: Uint8Array): Found {
  const { frames, sampleRateHz, data, encoding, channelCount, containerBytes, truncated } =
    readWavLayout(bytes);
  refuseTooLong(collector.name, frames / sampleRateHz);
  collector.addFrames(data, { encoding, channelCount, containerBytes, sampleRateHz });
  return { format: `wav ${encoding}${truncated ? ' (truncated)' : ''}`, complaints: 0, truncated };
}

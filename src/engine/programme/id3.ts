import type { ProgrammeOutput } from '#contract/programme';
import { STAMP_TAG } from '../encode/metadata';
import { joined, type Part, u32 } from './bytes';

/** ID3v2.4 with chapters (ID3v2 Chapter Frame Addendum), which no library here writes. */

const UTF8 = 3;
const FRONT_COVER = 3;
const HEADER_BYTES = 10;
/** A table of contents names its chapters with one byte for their number: those behind it belong to the last. */
const MOST_CHAPTERS = 255;
const NO_OFFSET = 0xffffffff;

/**
 * @param endMs where the last chapter ends
 * @returns the frames, for `id3Tag`
 */
export function id3Frames(
  { tags, chapters, cover }: Pick<ProgrammeOutput, 'tags' | 'chapters' | 'cover'>,
  sampleRateHz: number,
  endMs: number,
): Uint8Array {
  const { title, artist, comment, software, date, copyright, stamp } = tags;
  const text = (id: string, words: string) => frame(id, [UTF8], words);
  const listed = chapters.slice(0, MOST_CHAPTERS);
  const ms = (at: number) => Math.round((at / sampleRateHz) * 1000);
  const chapterFrames = listed.map((chapter, number) =>
    frame(
      'CHAP',
      ...[nameOf(number), [0], u32(ms(chapter.at))],
      u32(number + 1 < listed.length ? ms(listed[number + 1]!.at) : endMs),
      ...[u32(NO_OFFSET), u32(NO_OFFSET), text('TIT2', chapter.title)],
    ),
  );
  const contents = listed.map((_, number) => `${nameOf(number)}\0`).join('');
  return joined(
    ...[text('TIT2', title), text('TPE1', artist), frame('COMM', [UTF8], 'eng', [0], comment)],
    ...[text('TSSE', software), text('TDRC', date), text('TCOP', copyright)],
    frame('TXXX', [UTF8], STAMP_TAG, [0], stamp),
    ...(cover ? [frame('APIC', [UTF8], cover.type, [0, FRONT_COVER, 0], cover.bytes)] : []),
    // top level, in order
    ...(listed.length > 0 ? [frame('CTOC', 'toc', [0, 3, listed.length], contents), ...chapterFrames] : []),
  );
}

/** @param bytes of the whole tag; what the frames leave of it is filled up */
export function id3Tag(frames: Uint8Array, bytes: number): Uint8Array {
  const tag = new Uint8Array(bytes);
  tag.set(joined('ID3', [4, 0, 0], synchsafe(bytes - HEADER_BYTES), frames));
  return tag;
}

export const id3Length = (frames: Uint8Array): number => HEADER_BYTES + frames.length;

const nameOf = (number: number): string => `ch${number}`;

function frame(id: string, ...parts: readonly Part[]): Uint8Array {
  const body = joined(...parts);
  return joined(id, synchsafe(body.length), [0, 0], body);
}

const synchsafe = (value: number): number[] => [21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f);

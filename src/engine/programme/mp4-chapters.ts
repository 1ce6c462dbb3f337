import type { FileHandle } from 'node:fs/promises';
import type { ProgrammeChapter } from '#contract/programme';
import { joined, type Part, u16, u32 } from './bytes';
import { readAt, writeAt } from './file-target';

/**
 * Chapters of an audiobook, which no library here writes, in both ways that players read: a list ("chpl"), and a text track
 * that the sound names as its chapters. They come behind the sound of a finished file whose description is its last box.
 */

/** The list counts with one byte. */
const MOST_LISTED = 255;
/** Time of the chapter track: its ticks a second. */
const TICKS = 1000;
/** The list counts in units of 100 ns. */
const LIST_TICKS = 10_000_000;

interface Timing {
  readonly sampleRateHz: number;
  /** Of the sound, in samples. */
  readonly samples: number;
}

/** @throws RangeError when the file is not as the muxer writes it */
export async function addMp4Chapters(
  file: FileHandle,
  chapters: readonly ProgrammeChapter[],
  timing: Timing,
): Promise<void> {
  if (chapters.length === 0) return;
  const { size } = await file.stat();
  const moovAt = await lastBoxAt(file, size);
  const moov = await readAt(file, size - moovAt, moovAt);
  const texts = chapters.map(({ title }) => textSample(title));
  const mdat = box('mdat', ...texts);
  const { trackId, movieTicks } = movieFacts(moov);
  const track = chapterTrack(chapters, texts, moovAt + 8, { ...timing, trackId, movieTicks });
  const boxes = childrenOf(moov).map(({ type, bytes }) => {
    if (type === 'mvhd') return withNextTrackId(bytes, trackId + 1);
    if (type === 'trak') return inside(bytes, box('tref', box('chap', u32(trackId))));
    return type === 'udta' ? inside(bytes, chapterList(chapters, timing)) : bytes;
  });
  const hasWords = childrenOf(moov).some(({ type }) => type === 'udta');
  const more = hasWords ? [track] : [track, box('udta', chapterList(chapters, timing))];
  await writeAt(file, joined(mdat, box('moov', ...boxes, ...more)), moovAt);
}

async function lastBoxAt(file: FileHandle, size: number): Promise<number> {
  for (let at = 0; at < size;) {
    const head = await readAt(file, 16, at);
    const short = view(head).getUint32(0);
    const bytes = short === 1 ? Number(view(head).getBigUint64(8)) : short;
    if (typeOf(head) === 'moov' && at + bytes === size) return at;
    if (bytes < 8) break;
    at += bytes;
  }
  throw new RangeError('The description is not the last box of the file.');
}

interface Box {
  readonly type: string;
  readonly bytes: Uint8Array;
}

function childrenOf(parent: Uint8Array): Box[] {
  const found: Box[] = [];
  for (let at = 8; at + 8 <= parent.length;) {
    const bytes = view(parent).getUint32(at);
    if (bytes < 8) break;
    const child = parent.subarray(at, at + bytes);
    found.push({ type: typeOf(child), bytes: child });
    at += bytes;
  }
  return found;
}

const typeOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(4, 8));
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What the movie's header says: the next free number of a track, and its ticks a second. */
function movieFacts(moov: Uint8Array): { readonly trackId: number; readonly movieTicks: number } {
  const header = childrenOf(moov).find(({ type }) => type === 'mvhd')?.bytes;
  if (!header) throw new RangeError('The file has no movie header.');
  const isLong = header[8] === 1;
  return {
    trackId: view(header).getUint32(header.length - 4),
    movieTicks: view(header).getUint32(isLong ? 28 : 20),
  };
}

const withNextTrackId = (header: Uint8Array, id: number): Uint8Array =>
  joined(header.subarray(0, -4), u32(id));
const inside = (parent: Uint8Array, child: Uint8Array): Uint8Array =>
  box(typeOf(parent), parent.subarray(8), child);

function box(type: string, ...parts: readonly Part[]): Uint8Array {
  const body = joined(...parts);
  return joined(u32(body.length + 8), type, body);
}

/** Version and flags first. */
const fullBox = (type: string, flags: number, ...parts: readonly Part[]): Uint8Array =>
  box(type, u32(flags), ...parts);

function chapterList(chapters: readonly ProgrammeChapter[], { sampleRateHz }: Timing): Uint8Array {
  const listed = chapters.slice(0, MOST_LISTED).map(({ at, title }) => {
    const name = shortened(title);
    const start = Math.round((at / sampleRateHz) * LIST_TICKS);
    return joined(u32(Math.floor(start / 2 ** 32)), u32(start % 2 ** 32), [name.length], name);
  });
  return box('chpl', u32(0x01000000), u32(0), [listed.length], ...listed);
}

/** @returns UTF-8 of at most 255 bytes, cut between characters */
function shortened(title: string): Uint8Array {
  let name = joined(title);
  for (let letters = Array.from(title); name.length > 255; letters = letters.slice(0, -1))
    name = joined(letters.join(''));
  return name;
}

/** UTF-8 with its length in front, and a box that says so. */
function textSample(title: string): Uint8Array {
  const text = joined(Array.from(title).slice(0, 1000).join(''));
  return joined(u16(text.length), text, box('encd', u32(0x100)));
}

const IDENTITY = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(u32);

function chapterTrack(
  chapters: readonly ProgrammeChapter[],
  texts: readonly Uint8Array[],
  firstAt: number,
  { sampleRateHz, samples, trackId, movieTicks }: Timing & ReturnType<typeof movieFacts>,
): Uint8Array {
  const ticks = (at: number) => Math.round((at / sampleRateHz) * TICKS);
  const starts = chapters.map(({ at }, number) => (number === 0 ? 0 : ticks(at)));
  const durations = starts.map((start, number) => (starts[number + 1] ?? ticks(samples)) - start);
  let place = firstAt;
  const places = texts.map(({ length }) => (place += length) - length);
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);
  // switched off: it is no subtitle
  const movieDuration = Math.round((samples / sampleRateHz) * movieTicks);
  const header = fullBox(
    ...(['tkhd', 2] as const),
    ...[zeros(8), u32(trackId), zeros(4), u32(movieDuration), zeros(16), IDENTITY, zeros(8)],
  );
  const description = box(
    'text',
    // data reference 1, then how QuickTime would show it
    ...[zeros(6), u16(1), u32(1), u32(1), zeros(6 + 8 + 8), zeros(2 + 2 + 1 + 2 + 6), [0]],
  );
  const table = box(
    'stbl',
    fullBox('stsd', 0, u32(1), description),
    fullBox(
      'stts',
      0,
      u32(durations.length),
      durations.flatMap((each) => [...u32(1), ...u32(each)]),
    ),
    fullBox('stsc', 0, u32(1), u32(1), u32(1), u32(1)),
    fullBox(
      'stsz',
      0,
      u32(0),
      u32(texts.length),
      texts.flatMap(({ length }) => u32(length)),
    ),
    fullBox(
      'co64',
      0,
      u32(places.length),
      places.flatMap((at) => [...u32(Math.floor(at / 2 ** 32)), ...u32(at % 2 ** 32)]),
    ),
  );
  const media = box(
    'minf',
    box(
      'gmhd',
      fullBox('gmin', 0, u16(0x40), u16(0x8000), u16(0x8000), u16(0x8000), zeros(4)),
      box('text', IDENTITY),
    ),
    box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
    table,
  );
  return box(
    'trak',
    header,
    box(
      'mdia',
      fullBox('mdhd', 0, zeros(8), u32(TICKS), u32(ticks(samples)), u16(0x55c4), u16(0)),
      fullBox('hdlr', 0, zeros(4), 'text', zeros(12), 'Chapters', [0]),
      media,
    ),
  );
}

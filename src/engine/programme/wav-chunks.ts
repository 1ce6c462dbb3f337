import type { FileHandle } from 'node:fs/promises';
import type { ProgrammeChapter, ProgrammeOutput } from '#contract/programme';
import { joined, type Part, u32le } from './bytes';
import { readAt, writeAt } from './file-target';

/** Where RF64 has the size of the whole file. */
const RF64_SIZE_AT = 20;

/** Puts tags, chapters (cue points with labels) and iXML behind the samples of a finished WAV file. */
export async function addWavChunks(
  file: FileHandle,
  { tags, chapters, ixml }: Pick<ProgrammeOutput, 'tags' | 'chapters' | 'ixml'>,
): Promise<void> {
  const { size } = await file.stat();
  const { title, artist, comment, software, date, copyright } = tags;
  const info = { INAM: title, IART: artist, ICMT: comment, ISFT: software, ICRD: date, ICOP: copyright };
  const more = joined(
    // UTF-8 and zero-terminated, as everyone reads it today
    chunk('LIST', 'INFO', ...Object.entries(info).map(([id, text]) => chunk(id, text, [0]))),
    ...(chapters.length > 0 ? [cueChunk(chapters), labelChunk(chapters)] : []),
    ...(ixml === undefined ? [] : [chunk('iXML', ixml)]),
  );
  const start = size + (size & 1);
  await writeAt(file, more, start);
  const riffBytes = start + more.length - 8;
  const isLarge = new TextDecoder().decode(await readAt(file, 4, 0)) === 'RF64';
  const [place, words] = isLarge
    ? [RF64_SIZE_AT, [...u32le(riffBytes % 2 ** 32), ...u32le(Math.floor(riffBytes / 2 ** 32))]]
    : [4, u32le(riffBytes)];
  await writeAt(file, Uint8Array.from(words), place);
}

function cueChunk(chapters: readonly ProgrammeChapter[]): Uint8Array {
  // name, place in the play order, chunk, its start, block's start, sample
  const points = chapters.map(({ at }, number) =>
    joined(u32le(number + 1), u32le(at), 'data', u32le(0), u32le(0), u32le(at)),
  );
  return chunk('cue ', u32le(chapters.length), ...points);
}

function labelChunk(chapters: readonly ProgrammeChapter[]): Uint8Array {
  const labels = chapters.map(({ title }, number) => chunk('labl', u32le(number + 1), title, [0]));
  return chunk('LIST', 'adtl', ...labels);
}

function chunk(id: string, ...parts: readonly Part[]): Uint8Array {
  const body = joined(...parts);
  return joined(id, u32le(body.length), body, new Uint8Array(body.length & 1));
}

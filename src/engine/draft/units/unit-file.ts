import { z } from 'zod';
import { StudioError } from '#contract/errors';

/**
 * A unit voice: recorded phrases, cut into syllables that are joined anew. One file holds the phrases ("chunks") as Opus
 * packets, their pitch marks, and a record for each syllable ("unit"). Layout, little endian: `CVUN`, u32 length of a JSON
 * header, the header, then the sections that it names by [offset behind the header, length].
 */

const MAGIC = 'CVUN';
const UNIT_BYTES = 52;
const CHUNK_BYTES = 12;
/** Marks are stored in steps of this many samples; one byte, or this byte and two more. */
const MARK_STEP = 2;
const LONG_STEP = 255;
/** Syllable number of a phrase edge. */
const EDGE = 0xffff;
/** Bands whose energy is stored around each cut. */
export const CUT_BANDS = 8;

const section = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const headerSchema = z.object({
  version: z.literal(1),
  sampleRate: z.literal(24_000),
  frameSamples: z.number().int().min(60).max(2_880),
  preSkip: z.number().int().min(0).max(2_880),
  unitRecord: z.literal(UNIT_BYTES),
  chunkRecord: z.literal(CHUNK_BYTES),
  medianHz: z.number().min(50).max(500),
  syllables: z.array(z.string()).max(EDGE),
  sections: z.object({
    chunks: section,
    packetSizes: section,
    marks: section,
    units: section,
    opus: section,
  }),
});

/** Semitones over 100 Hz at the start, over the whole and at the end of a syllable; null where nothing was stable. */
export interface UnitPitch {
  readonly startSt: number | null;
  readonly meanSt: number | null;
  readonly endSt: number | null;
}

/** One recorded syllable. */
export interface Unit {
  /** In the order of the recording: the next one of the same chunk was spoken right behind it. */
  readonly index: number;
  /** Toned pinyin: ü is v, the neutral tone 5. */
  readonly syllable: string;
  readonly chunk: number;
  /** Its neighbours in the recording; undefined at a phrase edge. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** Samples in the chunk. */
  readonly start: number;
  readonly length: number;
  readonly pitch: UnitPitch;
  /** Energy of 8 bands in steps of 2 dB: before and after the start, before and after the end. */
  readonly bands: {
    readonly beforeStart: Uint8Array;
    readonly afterStart: Uint8Array;
    readonly beforeEnd: Uint8Array;
    readonly afterEnd: Uint8Array;
  };
}

/** One recorded phrase, still coded. */
export interface Chunk {
  readonly samples: number;
  readonly packets: readonly Uint8Array[];
  /** Pitch marks, samples from the start, ascending. */
  readonly marks: Uint32Array;
}

export interface UnitFile {
  readonly sampleRateHz: number;
  /** Samples that a decoder gives before a chunk begins. */
  readonly preSkip: number;
  readonly medianHz: number;
  readonly chunks: readonly Chunk[];
  readonly units: readonly Unit[];
}

/** @throws StudioError 'pack-invalid' for anything that is not a whole, consistent unit file */
export function readUnitFile(bytes: Uint8Array, name: string): UnitFile {
  try {
    return parse(bytes);
  } catch (cause) {
    throw new StudioError('pack-invalid', { why: 'unit-voice', file: name }, cause);
  }
}

/** Reads beyond a section throw a RangeError by themselves: a view of each section is all that is ever looked at. */
function parse(bytes: Uint8Array): UnitFile {
  const file = viewOf(bytes);
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 4)) !== MAGIC) throw new RangeError('no CVUN file');
  const body = 8 + file.getUint32(4, true);
  const json = new TextDecoder('utf-8', { fatal: true }).decode(cut(bytes, 8, body - 8));
  const header = headerSchema.parse(JSON.parse(json));
  const sections = Object.fromEntries(
    Object.entries(header.sections).map(([name, [offset, length]]) => [
      name,
      cut(bytes, body + offset, length),
    ]),
  ) as Record<keyof typeof header.sections, Uint8Array>;
  const chunks = readChunks(sections, header.frameSamples, header.preSkip);
  return {
    sampleRateHz: header.sampleRate,
    preSkip: header.preSkip,
    medianHz: header.medianHz,
    chunks,
    units: readUnits(sections.units, header.syllables, chunks),
  };
}

function readChunks(
  sections: Readonly<Record<'chunks' | 'packetSizes' | 'marks' | 'opus', Uint8Array>>,
  frameSamples: number,
  preSkip: number,
): Chunk[] {
  const records = viewOf(sections.chunks);
  const sizes = viewOf(sections.packetSizes);
  let size = 0;
  let packetAt = 0;
  let marksAt = 0;
  return Array.from({ length: wholeRecords(sections.chunks, CHUNK_BYTES) }, (_, index) => {
    const at = index * CHUNK_BYTES;
    const samples = records.getUint32(at, true);
    const packets = Array.from({ length: records.getUint16(at + 4, true) }, () => {
      const packet = cut(sections.opus, packetAt, sizes.getUint16(2 * size++, true));
      packetAt += packet.length;
      return packet;
    });
    if (samples + preSkip > packets.length * frameSamples) throw new RangeError(`chunk ${index} is cut off`);
    const markBytes = cut(sections.marks, marksAt, records.getUint16(at + 8, true));
    marksAt += markBytes.length;
    return { samples, packets, marks: readMarks(markBytes, records.getUint16(at + 6, true), samples) };
  });
}

function readMarks(bytes: Uint8Array, count: number, samples: number): Uint32Array {
  const view = viewOf(bytes);
  const marks = new Uint32Array(count);
  let at = 0;
  let mark = 0;
  for (let index = 0; index < count; index++) {
    const step = view.getUint8(at++);
    mark += MARK_STEP * (step === LONG_STEP ? view.getUint16(at, true) : step);
    if (step === LONG_STEP) at += 2;
    if (mark >= samples || (index > 0 && mark <= marks[index - 1]!))
      throw new RangeError('marks out of order');
    marks[index] = mark;
  }
  return marks;
}

function readUnits(bytes: Uint8Array, syllables: readonly string[], chunks: readonly Chunk[]): Unit[] {
  const view = viewOf(bytes);
  const nameOf = (number: number): string => {
    const syllable = syllables[number];
    if (syllable === undefined) throw new RangeError(`no syllable ${number}`);
    return syllable;
  };
  const neighbour = (at: number) => {
    const number = view.getUint16(at, true);
    return number === EDGE ? undefined : nameOf(number);
  };
  const pitchAt = (at: number) => {
    const value = view.getUint8(at);
    return value === 0 ? null : (value - 64) / 8;
  };
  return Array.from({ length: wholeRecords(bytes, UNIT_BYTES) }, (_, index) => {
    const at = index * UNIT_BYTES;
    const chunk = view.getUint16(at + 2, true);
    const start = view.getUint32(at + 8, true);
    const length = view.getUint16(at + 12, true);
    if (start + length > (chunks[chunk]?.samples ?? -1) || length === 0)
      throw new RangeError(`unit ${index} lies outside its chunk`);
    const bands = (which: number) => cut(bytes, at + 19 + which * CUT_BANDS, CUT_BANDS);
    return {
      index,
      syllable: nameOf(view.getUint16(at, true)),
      chunk,
      left: neighbour(at + 4),
      right: neighbour(at + 6),
      start,
      length,
      pitch: { startSt: pitchAt(at + 16), meanSt: pitchAt(at + 17), endSt: pitchAt(at + 18) },
      bands: { beforeStart: bands(0), afterStart: bands(1), beforeEnd: bands(2), afterEnd: bands(3) },
    };
  });
}

function wholeRecords(bytes: Uint8Array, size: number): number {
  if (bytes.length % size !== 0) throw new RangeError('half a record');
  return bytes.length / size;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `subarray` that refuses to be shortened. */
function cut(bytes: Uint8Array, offset: number, length: number): Uint8Array {
  if (offset + length > bytes.length) throw new RangeError(`${offset} + ${length} of ${bytes.length} bytes`);
  return bytes.subarray(offset, offset + length);
}

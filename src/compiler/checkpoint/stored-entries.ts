import { checkpointError } from './faults';
import type { RandomAccessFile } from './random-access-file';

/** An entry of a zip archive, as the central directory tells of it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly length: number;
  /** Where its local header lies. */
  readonly header: number;
}

/** Where the bytes of an entry lie, as they are. */
export interface StoredBytes {
  readonly offset: number;
  readonly length: number;
}

const END_BYTES = 22;
const END_SIGNATURE = 0x0605_4b50;
/** The end record is last, but for a comment of up to 64 kB. */
const LARGEST_COMMENT = 0xffff;
const LOCATOR64_BYTES = 20;
const LOCATOR64_SIGNATURE = 0x0706_4b50;
const END64_BYTES = 56;
const END64_SIGNATURE = 0x0606_4b50;
const ENTRY_BYTES = 46;
const ENTRY_SIGNATURE = 0x0201_4b50;
const LOCAL_BYTES = 30;
const LOCAL_SIGNATURE = 0x0403_4b50;
const EXTRA64 = 1;
/** Stands where a number has more than 32 bits and lies elsewhere. */
const ELSEWHERE = 0xffff_ffff;
const STORED = 0;

/**
 * Lists a zip archive of any size. Sizes come from its central directory: PyTorch leaves those in front of the bytes 0.
 * @throws StudioError 'checkpoint-unreadable' with the fault 'not-a-zip'
 */
export function listEntries(file: RandomAccessFile): ZipEntry[] {
  const place = directoryOf(file);
  const start = place.offset;
  const directory = viewOf(read(file, place));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.byteLength;) {
    if (at + ENTRY_BYTES > directory.byteLength || directory.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw notAZip(file, start + at);
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((i) =>
      directory.getUint16(at + i, true),
    );
    const name = slice(file, start, directory, at + ENTRY_BYTES, nameLength!);
    const extra = slice(file, start, directory, at + ENTRY_BYTES + nameLength!, extraLength!);
    const wide = wideNumbers(extra);
    // in this order, each only where its 32 bits do not suffice; a stored entry is as long as what is stored of it
    const [length, , header] = [24, 20, 42].map((i) => {
      const short = directory.getUint32(at + i, true);
      return short === ELSEWHERE ? (wide.shift() ?? short) : short;
    });
    const method = directory.getUint16(at + 10, true);
    entries.push({ name: new TextDecoder().decode(name), method, length: length!, header: header! });
    at += ENTRY_BYTES + nameLength! + extraLength! + commentLength!;
  }
  return entries;
}

/**
 * Where an entry's bytes lie: behind a local header that PyTorch pads, to begin every storage on 64 bytes.
 * @throws StudioError 'checkpoint-unreadable', 'checkpoint-unsupported' for a compressed entry
 */
export function locate(file: RandomAccessFile, { name, method, length, header }: ZipEntry): StoredBytes {
  if (method !== STORED) {
    throw checkpointError(file.path, 'compressed', { name });
  }
  const local = viewOf(read(file, { offset: header, length: LOCAL_BYTES }));
  if (local.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw checkpointError(file.path, 'malformed', { name, at: header });
  }
  const offset = header + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  if (offset + length <= file.size) return { offset, length };
  throw checkpointError(file.path, 'truncated', { at: file.size, end: offset + length });
}

function directoryOf(file: RandomAccessFile): StoredBytes {
  const tailLength = Math.min(file.size, END_BYTES + LARGEST_COMMENT);
  const tailStart = file.size - tailLength;
  const tail = viewOf(file.read(tailStart, tailLength));
  let at = tailLength - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END_SIGNATURE) at--;
  if (at < 0) throw notAZip(file, file.size);
  const short = { length: tail.getUint32(at + 12, true), offset: tail.getUint32(at + 16, true) };
  return wideDirectory(file, tailStart + at - LOCATOR64_BYTES) ?? short;
}

/** The directory of an archive over 4 GB: its place stands in a record in front of the end. */
function wideDirectory(file: RandomAccessFile, at: number): StoredBytes | undefined {
  if (at < 0) return undefined;
  const locator = viewOf(file.read(at, LOCATOR64_BYTES));
  if (locator.getUint32(0, true) !== LOCATOR64_SIGNATURE) return undefined;
  const offset = Number(locator.getBigUint64(8, true));
  const end = viewOf(read(file, { offset, length: END64_BYTES }));
  if (end.getUint32(0, true) !== END64_SIGNATURE) throw notAZip(file, offset);
  return { length: Number(end.getBigUint64(40, true)), offset: Number(end.getBigUint64(48, true)) };
}

function wideNumbers(extra: DataView): number[] {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = extra.getUint16(at + 2, true);
    const end = Math.min(at + 4 + length, extra.byteLength);
    if (extra.getUint16(at, true) === EXTRA64) {
      const count = Math.floor((end - at - 4) / 8);
      return Array.from({ length: count }, (_, i) => Number(extra.getBigUint64(at + 4 + 8 * i, true)));
    }
    at = end;
  }
  return [];
}

function read(file: RandomAccessFile, { offset, length }: StoredBytes): Uint8Array<ArrayBuffer> {
  if (offset + length > file.size) throw notAZip(file, offset + length);
  return file.read(offset, length);
}

function slice(file: RandomAccessFile, start: number, view: DataView, at: number, length: number): DataView {
  if (at + length > view.byteLength) throw notAZip(file, start + at);
  return new DataView(view.buffer, view.byteOffset + at, length);
}

const viewOf = ({ buffer }: Uint8Array<ArrayBuffer>): DataView => new DataView(buffer);

/** @param at the byte at which the directory makes no sense */
const notAZip = (file: RandomAccessFile, at: number) => checkpointError(file.path, 'not-a-zip', { at });

import { closeSync, fstatSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { LogEntry } from '#contract/logger';
import { openFile, openFileSync } from '../storage/files/regular-file';
import { agesOf, logFile } from './log-files';
import { parseStored, shownOf, type StoredEntry } from './stored-line';

const PIECE_BYTES = 128 * 1024;
const NEWLINE = 0x0a;
/** No line of ours is that long: one that is was not written by us, and is passed over. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

export interface ReadOptions {
  /** Lines before this number only; found by bisection, without reading what lies behind. */
  readonly beforeSeq?: number;
  /** Looks at a line as it is written, before it is parsed: false for what cannot be wanted. */
  readonly mayFit?: (written: string) => boolean;
}

/** Some lines of a file, and how far they reach. */
export interface Piece {
  /** Newest first. */
  readonly entries: readonly StoredEntry[];
  /** Lines that were looked at, whole ones only. */
  readonly looked: number;
  /** Number and time of the oldest line that was looked at. */
  readonly oldest: { readonly seq: number; readonly time: string } | undefined;
}

/**
 * The lines on disk from the newest to the oldest, read from the end in pieces: only what is asked for is loaded, and the
 * event loop turns between pieces. Files may be rotated meanwhile: no line comes twice.
 */
export async function* piecesBackwards(
  folder: string,
  { beforeSeq = Infinity, mayFit = () => true }: ReadOptions = {},
): AsyncGenerator<Piece> {
  let before = beforeSeq;
  for (const age of agesOf(folder, 'jsonl')) {
    const file = await openFile(logFile(folder, 'jsonl', age)).catch(() => undefined);
    if (!file) continue;
    try {
      for await (const piece of fileBackwards(file, before, mayFit)) {
        // a file of later lines alone ends with a piece that reaches no further
        if (piece.oldest === undefined || piece.oldest.seq >= before) continue;
        before = piece.oldest.seq;
        yield piece;
      }
    } finally {
      await file.close();
    }
  }
}

/** One by one, as they are kept, a person's words marked: for whoever stops early. */
export async function* storedBackwards(
  folder: string,
  options: ReadOptions = {},
): AsyncGenerator<StoredEntry> {
  for await (const { entries } of piecesBackwards(folder, options)) yield* entries;
}

/** The same as people read them. */
export async function* linesBackwards(folder: string): AsyncGenerator<LogEntry> {
  for await (const stored of storedBackwards(folder)) yield shownOf(stored);
}

/** @returns the number of the newest line ever written here, 0 when there is none */
export function lastSeq(folder: string): number {
  for (const age of agesOf(folder, 'jsonl')) {
    const file = openFileSync(logFile(folder, 'jsonl', age));
    try {
      for (let end = fstatSync(file).size; end > 0; end -= PIECE_BYTES) {
        const piece = Buffer.alloc(Math.min(end, PIECE_BYTES));
        readSync(file, piece, 0, piece.length, end - piece.length);
        for (const line of piece.toString('utf8').split('\n').reverse()) {
          const entry = parseStored(line);
          if (entry) return entry.seq;
        }
      }
    } finally {
      closeSync(file);
    }
  }
  return 0;
}

async function* fileBackwards(
  file: FileHandle,
  beforeSeq: number,
  mayFit: (written: string) => boolean,
): AsyncGenerator<Piece> {
  let end = await endBefore(file, beforeSeq);
  // a line longer than a piece waits for the next one; its parts are joined once, however many there are
  let waiting: Buffer[] = [];
  let isTooLong = false;
  while (end > 0) {
    const start = Math.max(0, end - PIECE_BYTES);
    const piece = await readAt(file, start, end - start);
    const firstBreak = start === 0 ? -1 : piece.indexOf(NEWLINE);
    end = start;
    if (start > 0 && firstBreak < 0) {
      isTooLong ||= waiting.length * PIECE_BYTES > LONGEST_LINE_BYTES;
      waiting = isTooLong ? [] : [piece, ...waiting];
      continue;
    }
    const whole = isTooLong ? withoutLastLine(piece) : piece;
    const lines = Buffer.concat([whole.subarray(firstBreak + 1), ...waiting]);
    // what begins before this piece may end in the one before it
    [waiting, isTooLong] = [[piece.subarray(0, firstBreak + 1)], false];
    yield pieceOf(lines.toString('utf8'), beforeSeq, mayFit);
  }
}

/** Of a line that is too long only the beginning is left. */
function withoutLastLine(piece: Buffer): Buffer {
  return piece.subarray(0, piece.lastIndexOf(NEWLINE) + 1);
}

function pieceOf(text: string, beforeSeq: number, mayFit: (written: string) => boolean): Piece {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries: StoredEntry[] = [];
  for (let at = lines.length - 1; at >= 0; at--) {
    const entry = mayFit(lines[at]!) ? parseStored(lines[at]!) : undefined;
    if (entry && entry.seq < beforeSeq) entries.push(entry);
  }
  const oldest = lines.map(markOf).find((mark) => mark !== undefined);
  return { entries, looked: lines.length, oldest };
}

/** @returns the offset behind the last line whose number is below `beforeSeq` */
async function endBefore(file: FileHandle, beforeSeq: number): Promise<number> {
  const { size } = await file.stat();
  if (beforeSeq === Infinity) return size;
  // every line that starts at `high` or behind it is too late; one that starts at `low` is not, unless that is the file's start
  let low = 0;
  let high = size;
  while (high - low > PIECE_BYTES) {
    const middle = Math.floor((low + high) / 2);
    const found = await firstLineFrom(file, middle);
    if (found !== undefined && found.at < high && found.seq < beforeSeq) low = found.at;
    else high = middle;
  }
  return lineEndFrom(file, high);
}

/** @returns the first readable line that starts at `offset` or behind it */
async function firstLineFrom(
  file: FileHandle,
  offset: number,
): Promise<{ readonly at: number; readonly seq: number } | undefined> {
  for (let length = PIECE_BYTES; ; length *= 2) {
    const text = await readAt(file, offset - 1, length);
    for (let at = text.indexOf(NEWLINE) + 1; at > 0; at = text.indexOf(NEWLINE, at) + 1) {
      const lineEnd = text.indexOf(NEWLINE, at);
      const mark = lineEnd < 0 ? undefined : markOf(text.toString('utf8', at, lineEnd));
      if (mark) return { at: offset - 1 + at, seq: mark.seq };
    }
    if (text.length < length) return undefined;
  }
}

/** @returns the end of the line in which `offset` lies, or `offset` itself when a line starts there */
async function lineEndFrom(file: FileHandle, offset: number): Promise<number> {
  for (let from = Math.max(0, offset - 1); ; from += PIECE_BYTES) {
    const text = await readAt(file, from, PIECE_BYTES);
    const at = text.indexOf(NEWLINE);
    if (at >= 0) return from + at + 1;
    if (text.length < PIECE_BYTES) return from + text.length;
  }
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const piece = Buffer.alloc(length);
  const { bytesRead } = await file.read(piece, 0, length, start);
  return piece.subarray(0, bytesRead);
}

/** Number and time stand at the ends of a line as we write it: no need to parse what lies between. */
function markOf(written: string): { readonly seq: number; readonly time: string } | undefined {
  const seq = /"seq":(\d+)\}$/u.exec(written)?.[1];
  const time = /^\{"time":"([^"]{10,40})"/u.exec(written)?.[1];
  if (seq !== undefined && time !== undefined) return { seq: Number(seq), time };
  return parseStored(written);
}

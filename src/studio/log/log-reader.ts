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

export interface Reach {
  /** Lines before this number only, and older than this moment; found by bisection, without reading what lies behind. */
  readonly beforeSeq?: number | undefined;
  readonly until?: string | undefined;
  /** Reading ends at the first piece that reaches back beyond this moment. */
  readonly since?: string | undefined;
}

export interface ReadOptions extends Reach {
  /** Looks at a line as it is written, before it is parsed: false for what cannot be wanted. */
  readonly mayFit?: (written: string) => boolean;
}

/** Number and time of a line. */
export interface Mark {
  readonly seq: number;
  readonly time: string;
}

/** Some lines of a file as they are written, and how far they reach. */
export interface WrittenPiece {
  /** Oldest first, whole ones only; the newest may lie behind what was asked for. */
  readonly lines: readonly string[];
  readonly oldest: Mark;
}

/** Some lines of a file, and how far they reach. */
export interface Piece {
  /** Newest first. */
  readonly entries: readonly StoredEntry[];
  /** Lines that were looked at, whole ones only. */
  readonly looked: number;
  /** The oldest line that was looked at. */
  readonly oldest: Mark;
}

/**
 * The lines on disk from the newest to the oldest, read from the end in pieces: only what is asked for is loaded, and the
 * event loop turns between pieces. Files may be rotated meanwhile: no line comes twice.
 */
export async function* writtenBackwards(folder: string, reach: Reach = {}): AsyncGenerator<WrittenPiece> {
  const { since, until } = reach;
  let before = reach.beforeSeq ?? Infinity;
  for (const age of agesOf(folder, 'jsonl')) {
    const file = await openFile(logFile(folder, 'jsonl', age)).catch(() => undefined);
    if (!file) continue;
    try {
      const end = await endBefore(file, before, until);
      for await (const lines of fileBackwards(file, end)) {
        const oldest = firstMark(lines);
        // a file of later lines alone ends with a piece that reaches no further
        if (oldest === undefined || oldest.seq >= before) continue;
        before = oldest.seq;
        yield { lines, oldest };
        if (since !== undefined && oldest.time < since) return;
      }
    } finally {
      await file.close();
    }
  }
}

/** The same, parsed. */
export async function* piecesBackwards(
  folder: string,
  { mayFit = () => true, ...reach }: ReadOptions = {},
): AsyncGenerator<Piece> {
  let before = reach.beforeSeq ?? Infinity;
  for await (const { lines, oldest } of writtenBackwards(folder, reach)) {
    const entries: StoredEntry[] = [];
    for (let at = lines.length - 1; at >= 0; at--) {
      const entry = mayFit(lines[at]!) ? parseStored(lines[at]!) : undefined;
      if (entry && entry.seq < before) entries.push(entry);
    }
    before = oldest.seq;
    yield { entries, looked: lines.length, oldest };
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

/** The lines of a file that end before `from`, in pieces from its end; those of a piece oldest first. */
async function* fileBackwards(file: FileHandle, from: number): AsyncGenerator<readonly string[]> {
  let end = from;
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
    yield lines
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
  }
}

/** Of a line that is too long only the beginning is left. */
function withoutLastLine(piece: Buffer): Buffer {
  return piece.subarray(0, piece.lastIndexOf(NEWLINE) + 1);
}

function firstMark(lines: readonly string[]): Mark | undefined {
  for (const line of lines) {
    const mark = markOf(line);
    if (mark) return mark;
  }
  return undefined;
}

/** @returns the offset behind the last line whose number is below `beforeSeq`, and which is older than `until` */
async function endBefore(file: FileHandle, beforeSeq: number, until: string | undefined): Promise<number> {
  const { size } = await file.stat();
  if (beforeSeq === Infinity && until === undefined) return size;
  const isBefore = ({ seq, time }: Mark) => seq < beforeSeq && (until === undefined || time < until);
  // every line that starts at `high` or behind it is too late; one that starts at `low` is not, unless that is the file's start
  let low = 0;
  let high = size;
  while (high - low > PIECE_BYTES) {
    const middle = Math.floor((low + high) / 2);
    const found = await firstLineFrom(file, middle);
    if (found !== undefined && found.at < high && isBefore(found.mark)) low = found.at;
    else high = middle;
  }
  return lineEndFrom(file, high);
}

/** @returns the first readable line that starts at `offset` or behind it */
async function firstLineFrom(
  file: FileHandle,
  offset: number,
): Promise<{ readonly at: number; readonly mark: Mark } | undefined> {
  for (let length = PIECE_BYTES; ; length *= 2) {
    const text = await readAt(file, offset - 1, length);
    for (let at = text.indexOf(NEWLINE) + 1; at > 0; at = text.indexOf(NEWLINE, at) + 1) {
      const lineEnd = text.indexOf(NEWLINE, at);
      const mark = lineEnd < 0 ? undefined : markOf(text.toString('utf8', at, lineEnd));
      if (mark) return { at: offset - 1 + at, mark };
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
export function markOf(written: string): Mark | undefined {
  const seq = Number(written.slice(written.lastIndexOf('"seq":') + SEQ_CHARACTERS, -1));
  const time = /^\{"time":"([^"]{10,40})"/u.exec(written)?.[1];
  if (written.endsWith('}') && Number.isInteger(seq) && time !== undefined) return { seq, time };
  return parseStored(written);
}

const SEQ_CHARACTERS = '"seq":'.length;

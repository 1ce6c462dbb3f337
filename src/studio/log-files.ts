import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { logEntrySchema, type LogEntry } from '#contract/logger';

/** The two files of a log folder and their rotated elders: runtime.log, runtime.1.log … runtime.5.log, newest first. */
export const LOG_BYTES = 5 * 1024 * 1024;
const KEPT = 5;
const PIECE_BYTES = 128 * 1024;

export function logFile(folder: string, extension: 'log' | 'jsonl', age = 0): string {
  return join(folder, age === 0 ? `runtime.${extension}` : `runtime.${age}.${extension}`);
}

/** Moves every file of one kind up by one; the eldest goes. */
export function rotate(folder: string, extension: 'log' | 'jsonl'): void {
  for (let age = KEPT - 1; age >= 0; age--) {
    const from = logFile(folder, extension, age);
    if (existsSync(from)) renameSync(from, logFile(folder, extension, age + 1));
  }
}

/** @returns the number of the newest line ever written here, 0 when there is none */
export function lastSeq(folder: string): number {
  for (let age = 0; age <= KEPT; age++) {
    const path = logFile(folder, 'jsonl', age);
    if (!existsSync(path) || statSync(path).size === 0) continue;
    const lines = readFileSync(path, 'utf8').split('\n');
    for (let at = lines.length - 1; at >= 0; at--) {
      const entry = parseEntry(lines[at] ?? '');
      if (entry) return entry.seq;
    }
  }
  return 0;
}

/** The lines on disk from the newest to the oldest, read from the end in pieces: only what is asked for is loaded. */
export async function* linesBackwards(folder: string): AsyncGenerator<LogEntry> {
  for (let age = 0; age <= KEPT; age++) {
    const path = logFile(folder, 'jsonl', age);
    if (existsSync(path)) yield* fileBackwards(path);
  }
}

async function* fileBackwards(path: string): AsyncGenerator<LogEntry> {
  const file = await open(path, 'r');
  try {
    let end = (await file.stat()).size;
    let head: Buffer = Buffer.alloc(0);
    while (end > 0) {
      const start = Math.max(0, end - PIECE_BYTES);
      const piece = Buffer.alloc(end - start);
      await file.read(piece, 0, piece.length, start);
      const bytes = Buffer.concat([piece, head]);
      const firstBreak = start === 0 ? -1 : bytes.indexOf(0x0a);
      // a line longer than a piece waits for the next one
      head = start === 0 ? Buffer.alloc(0) : firstBreak < 0 ? bytes : bytes.subarray(0, firstBreak + 1);
      const whole = start > 0 && firstBreak < 0 ? '' : bytes.toString('utf8', firstBreak + 1);
      for (const line of whole.split('\n').reverse()) {
        const entry = parseEntry(line);
        if (entry) yield entry;
      }
      end = start;
    }
  } finally {
    await file.close();
  }
}

/** @returns undefined for a line that a kill cut short */
function parseEntry(line: string): LogEntry | undefined {
  if (line.trim() === '') return undefined;
  try {
    return logEntrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

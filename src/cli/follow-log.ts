import type { FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { LogEntry } from '#contract/logger';
import { logFile } from '#studio/log/log-files';
import { LONGEST_LINE_BYTES } from '#studio/log/log-reader';
import { openFile } from '#studio/storage/files/regular-file';
import { parseStored, shownOf } from '#studio/log/stored-line';

const LOOK_EVERY_MS = 100;

/**
 * New lines of a log folder as they are written, by whichever process; nothing is locked. A rotated file is read to
 * its end before the next one is opened.
 */
export async function* followLog(folder: string, signal: AbortSignal): AsyncGenerator<LogEntry> {
  const path = logFile(folder, 'jsonl');
  let file = await openIfThere(path);
  let at = file ? (await file.stat()).size : 0;
  let rest = '';
  try {
    while (!signal.aborted) {
      file ??= await openIfThere(path);
      if (file) {
        // looked at first: what the old file still got before it was replaced is then read below
        const replaced = await isReplaced(file, path);
        const { text, end } = await readFrom(file, at);
        at = end;
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        yield* lines.flatMap(parse);
        if (replaced) {
          await file.close();
          [file, at, rest] = [undefined, 0, ''];
          continue;
        }
      }
      await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await file?.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return openFile(path).catch(() => undefined);
}

async function isReplaced(file: FileHandle, path: string): Promise<boolean> {
  const now = await openIfThere(path);
  if (!now) return true;
  const [ours, theirs] = [await file.stat(), await now.stat()];
  await now.close();
  return ours.ino !== theirs.ino;
}

async function readFrom(file: FileHandle, at: number): Promise<{ text: string; end: number }> {
  const { size } = await file.stat();
  if (size <= at) return { text: '', end: at };
  const bytes = Buffer.alloc(Math.min(size - at, LONGEST_LINE_BYTES));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
  // a character may be half written; it is read whole with the next look
  const lastBreak = bytes.lastIndexOf(0x0a, bytesRead - 1);
  // a line that does not end is let go of instead of being read again at each look
  const taken = lastBreak < 0 && bytesRead === LONGEST_LINE_BYTES ? bytesRead : lastBreak + 1;
  return { text: bytes.toString('utf8', 0, lastBreak + 1), end: at + taken };
}

function parse(line: string): LogEntry[] {
  const stored = parseStored(line);
  return stored ? [shownOf(stored)] : [];
}
